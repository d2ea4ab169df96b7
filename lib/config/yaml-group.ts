import 'server-only';
import type { Node } from 'yaml';
import type { RegisteredGroup } from '../domain/group/group';
import type { Credentials } from '../domain/instance/instance';
import type { FieldProblem, RegistrationInput } from '../domain/instance/registration';
import type { EntryProblem } from './field-reader';
import { parseRegistration } from './registration';
import { EntryReader, type EntryContext } from './yaml-entry';
import { readMap } from './yaml-group-map';
import { readAsked, type Asked } from './yaml-group-nodes';
import { readCommands, readTlsAsked, type Where } from './yaml-reach';
import { fieldsOf, lineOf } from './yaml-node';

const FIELDS = [
  ...['name', 'sentinel', 'cluster', 'observer', 'operator', 'tls', 'commands', 'map'],
  ...['environment', 'expect', 'tags'],
];
const NAME_LIMIT = 40;

export type ReadGroup =
  | { readonly ok: true; readonly group: RegisteredGroup }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] };

/** Reads one entry under `groups`. Every problem has its line and field; no message repeats a value. */
export function readGroup(node: Node, context: EntryContext): ReadGroup {
  const fields = fieldsOf(node, context.place);
  const line = lineOf(node, context.place);
  if (fields === null) {
    const message = 'An entry has fields, at least a name, and “sentinel” or “cluster”.';
    return { ok: false, problems: [{ line, field: null, message }] };
  }
  const lineOfField = (field: string): number => fields.find(({ key }) => key === field)?.line ?? line;
  const reader = new EntryReader(fields, FIELDS, context);
  const input = reader.input();
  const observer = observerOf(reader);
  const where: Where = (at, field) => `${context.path}, line ${at}, ${field} of ${input.name.trim()}`;
  const asked = readAsked(reader, line, { ...context, where }, observer);
  const { isOn, ...tls } = readTlsAsked(reader, where);
  const reach = { ...tls, ...readCommands(reader) };
  const map = readMap(reader);
  const registration = registrationOf(input, observer, context, line);
  const problems = [
    ...reader.problems,
    ...registration.problems.map(({ field, message }) => ({ line: lineOfField(field), field, message })),
  ];
  const { instance } = registration;
  if (problems.length > 0 || asked === null || instance === null) return { ok: false, problems };
  const { environment, expectedGuard, tags } = instance;
  const operator = input.operator === 'same' ? observer : instance.operator;
  const common = { observer, operator, environment, expectedGuard, tags, ...reach };
  return { ok: true, group: groupOf(instance.name, asked, isOn === true, { map, common, path: context.path, line }) };
}

function groupOf(
  name: string,
  asked: Asked,
  tls: boolean,
  rest: Pick<RegisteredGroup, 'map' | 'common' | 'path' | 'line'>,
): RegisteredGroup {
  const { kind, master, asker, endpoints, byHostname } = asked;
  const nodes = endpoints.map((endpoint) => ({ ...endpoint, tls: asked.tls.isOn ?? tls }));
  const askedBy = askedByOf(asked, rest.common);
  return { name, kind, master, asker, askedBy, nodes, tls, byHostname: byHostname ?? tls, ...rest };
}

/** A node of a cluster is asked as it is watched. A Sentinel has commands of its own, and where it says anything of TLS, that alone counts. */
function askedByOf({ kind, tls: own }: Asked, common: RegisteredGroup['common']): RegisteredGroup['askedBy'] {
  const tls = own.isOn === null ? common.tls : own.tls;
  const commands = kind === 'cluster' ? common.commands : undefined;
  return { ...(tls === undefined ? {} : { tls }), ...(commands === undefined ? {} : { commands }) };
}

/** What a group has in common with an instance is checked as that of one. */
function registrationOf(input: RegistrationInput, observer: Credentials, context: EntryContext, line: number) {
  const origin = { kind: 'file', path: context.path, line } as const;
  const read = parseRegistration({ ...input, url: 'redis://group' }, () => false, origin);
  const problems: FieldProblem[] = read.ok ? [] : [...read.problems];
  const tooLong = read.ok && read.instance.name.length > NAME_LIMIT;
  if (tooLong) problems.push({ field: 'name', message: `The name of a group has ${NAME_LIMIT} characters at most.` });
  if (read.ok && context.taken(read.instance.id)) {
    problems.push({ field: 'name', message: 'Another group has this name already, or one that makes the same ids.' });
  }
  if (input.operator === 'same' && observer.password === null) {
    problems.push({ field: 'operator', message: '“same” needs an observer with a password.' });
  }
  return { instance: read.ok ? read.instance : null, problems };
}

function observerOf(reader: EntryReader): Credentials {
  const fields = reader.map('observer') ?? [];
  reader.refuseUnknown(fields, ['username', 'password'], 'observer');
  const part = (key: string): string | null =>
    reader.text(
      fields.find((field) => field.key === key),
      `observer.${key}`,
    ) || null;
  return { username: part('username'), password: part('password') };
}
