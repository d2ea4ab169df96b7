import 'server-only';
import { isAbsolute } from 'node:path';
import type { Node } from 'yaml';
import { ENVIRONMENTS, type RegisteredInstance } from '../domain/instance/instance';
import type { GuardValue } from '../domain/observation/observation';
import type { FieldProblem, RegistrationInput } from '../domain/instance/registration';
import { parseRegistration } from './registration';
import { readCommands, readTls, type Where } from './yaml-reach';
import { FieldReader, type EntryProblem } from './field-reader';
import type { Env } from './settings';
import { fieldsOf, lineOf, type YamlPlace } from './yaml-node';

const FIELDS = ['name', 'url', 'operator', 'environment', 'expect', 'tags', 'log', 'tls', 'commands'];
const GUARDS = new Map<unknown, GuardValue>([
  ['yes', 'yes'],
  ['no', 'no'],
  [true, 'yes'],
  [false, 'no'],
]);

const NOT_IN_TLS = 'The address of this instance is not spoken to in TLS: write it with rediss://, or leave tls out.';

export type ReadEntry =
  | { readonly ok: true; readonly instance: RegisteredInstance }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] };

/** Where entries come from, and what decides whether one can be used. */
export interface EntryContext {
  readonly place: YamlPlace;
  readonly path: string;
  readonly env: Env;
  readonly taken: (id: string) => boolean;
}

/** Reads one entry under `instances`. Every problem has its line and field; no message repeats a value. */
export function readEntry(node: Node, context: EntryContext): ReadEntry {
  const fields = fieldsOf(node, context.place);
  const line = lineOf(node, context.place);
  if (fields === null)
    return { ok: false, problems: [{ line, field: null, message: 'An entry has fields, at least a name and a url.' }] };
  const reader = new EntryReader(fields, FIELDS, context);
  const input = reader.input();
  const here = fromFileAlone(reader, (at, field) => `${context.path}, line ${at}, ${field} of ${input.name.trim()}`);
  const lineOfField = (field: string): number => fields.find(({ key }) => key === field)?.line ?? line;
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  const registration = parseRegistration(input, context.taken, { kind: 'file', path: context.path, line });
  if (registration.ok) {
    const { endpoint } = registration.instance;
    if (here.tls === undefined || (endpoint.kind === 'tcp' && endpoint.tls))
      return { ok: true, instance: { ...registration.instance, ...here } };
    return { ok: false, problems: [{ line: lineOfField('tls'), field: 'tls', message: NOT_IN_TLS }] };
  }
  const placed = ({ field, message }: FieldProblem): EntryProblem => ({ line: lineOfField(field), field, message });
  return { ok: false, problems: registration.problems.map(placed) };
}

/**
 * What is no part of the input: whoever may register over the API is not to have files of this machine read, nor commands sent that are
 * named as they like.
 */
function fromFileAlone(reader: EntryReader, where: Where): Pick<RegisteredInstance, 'log' | 'tls' | 'commands'> {
  const path = reader.log();
  const tls = readTls(reader, where);
  return {
    ...(path === null ? {} : { log: { path, where: where(reader.find('log')?.line ?? 1, 'log') } }),
    ...(tls === null ? {} : { tls }),
    ...readCommands(reader),
  };
}

/** Reads the fields of an instance, and those that a group has in common with one. */
export class EntryReader extends FieldReader {
  input(): RegistrationInput {
    return {
      name: this.text(this.find('name'), 'name') ?? '',
      url: this.text(this.find('url'), 'url') ?? '',
      operator: this.#operator(),
      environment: this.choice('environment', ENVIRONMENTS) ?? 'production',
      expectedGuard: this.#expectedGuard(),
      tags: this.#tags(),
    };
  }

  log(): string | null {
    const field = this.find('log');
    const path = this.text(field, 'log');
    if (field === undefined || path === null || isAbsolute(path)) return path;
    this.wrong(field.line, 'log', 'This must be the whole path of a file on this machine, from “/” on.');
    return null;
  }

  #operator(): RegistrationInput['operator'] {
    const field = this.find('operator');
    if (this.scalar(field) === 'same') return 'same';
    const fields = this.map('operator');
    if (fields === null) return null;
    this.refuseUnknown(fields, ['username', 'password'], 'operator');
    const part = (key: string): string =>
      this.text(
        fields.find((each) => each.key === key),
        `operator.${key}`,
      ) ?? '';
    return { username: part('username'), password: part('password') };
  }

  #expectedGuard(): GuardValue {
    const fields = this.map('expect') ?? [];
    this.refuseUnknown(fields, ['guard'], 'expect');
    const field = fields.find(({ key }) => key === 'guard');
    if (field === undefined) return 'yes';
    const value = GUARDS.get(this.scalar(field));
    if (value === undefined) this.wrong(field.line, 'expect.guard', 'This must be yes or no.');
    return value ?? 'yes';
  }

  #tags(): Readonly<Record<string, string>> {
    const pairs = (this.map('tags') ?? []).map((field): [string, string] => {
      const value = this.scalar(field);
      if (field.key === '' || value === undefined) this.wrong(field.line, 'tags', 'A tag is written as NAME: text.');
      return [field.key, String(value ?? '')];
    });
    return Object.fromEntries(pairs);
  }
}
