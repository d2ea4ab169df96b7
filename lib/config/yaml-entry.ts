import 'server-only';
import { isAbsolute } from 'node:path';
import type { Node } from 'yaml';
import type { Environment, RegisteredInstance } from '../domain/instance/instance';
import type { GuardValue } from '../domain/observation/observation';
import type { FieldProblem, RegistrationInput } from '../domain/instance/registration';
import { parseRegistration } from './registration';
import type { Env } from './settings';
import { substitute } from './substitute';
import { fieldsOf, lineOf, scalarOf, type YamlField, type YamlPlace } from './yaml-node';

const FIELDS = ['name', 'url', 'operator', 'environment', 'expect', 'tags', 'log'];
const ENVIRONMENTS: readonly Environment[] = ['production', 'staging', 'development'];
const GUARDS = new Map<unknown, GuardValue>([
  ['yes', 'yes'],
  ['no', 'no'],
  [true, 'yes'],
  [false, 'no'],
]);

/** Something wrong at a line, in a field. */
export interface EntryProblem {
  readonly line: number;
  readonly field: string | null;
  readonly message: string;
}

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
  const reader = new EntryReader(fields, context);
  const input = reader.input();
  const log = reader.log();
  const lineOfField = (field: string): number => fields.find(({ key }) => key === field)?.line ?? line;
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  const registration = parseRegistration(input, context.taken, { kind: 'file', path: context.path, line });
  if (registration.ok) {
    if (log === null) return registration;
    const where = `${context.path}, line ${lineOfField('log')}, log of ${registration.instance.name}`;
    return { ok: true, instance: { ...registration.instance, log: { path: log, where } } };
  }
  const placed = ({ field, message }: FieldProblem): EntryProblem => ({ line: lineOfField(field), field, message });
  return { ok: false, problems: registration.problems.map(placed) };
}

/** Reads the shapes of an entry's fields and collects what is wrong with them. */
class EntryReader {
  readonly problems: EntryProblem[] = [];
  readonly #fields: readonly YamlField[];
  readonly #context: EntryContext;

  constructor(fields: readonly YamlField[], context: EntryContext) {
    this.#fields = fields;
    this.#context = context;
    this.#refuseUnknown(fields, FIELDS, null);
  }

  input(): RegistrationInput {
    return {
      name: this.#text(this.#find('name'), 'name') ?? '',
      url: this.#text(this.#find('url'), 'url') ?? '',
      operator: this.#operator(),
      environment: this.#environment(),
      expectedGuard: this.#expectedGuard(),
      tags: this.#tags(),
    };
  }

  /** Not part of the input: whoever may register over the API is not to have files of this machine read. */
  log(): string | null {
    const field = this.#find('log');
    const path = this.#text(field, 'log');
    if (field === undefined || path === null || isAbsolute(path)) return path;
    this.#wrong(field.line, 'log', 'This must be the whole path of a file on this machine, from “/” on.');
    return null;
  }

  #find(key: string): YamlField | undefined {
    return this.#fields.find((field) => field.key === key);
  }

  #wrong(line: number, field: string | null, message: string): void {
    this.problems.push({ line, field, message });
  }

  #refuseUnknown(fields: readonly YamlField[], known: readonly string[], within: string | null): void {
    for (const { key, line } of fields) {
      if (known.includes(key)) continue;
      const named = /^\w{1,40}$/.test(key) ? `The field “${key}” is not known` : 'A field is not known';
      this.#wrong(line, within, `${named} here; the fields are ${known.join(', ')}.`);
    }
  }

  #scalar(field: YamlField | undefined): unknown {
    return field === undefined ? null : scalarOf(field.node, this.#context.place);
  }

  #text(field: YamlField | undefined, path: string): string | null {
    const value = this.#scalar(field);
    if (value === null || field === undefined) return null;
    if (typeof value !== 'string') {
      this.#wrong(field.line, path, 'This must be text; a number or a word like true needs quotes around it.');
      return null;
    }
    const substituted = substitute(value, this.#context.env);
    if (substituted.ok) return substituted.text;
    this.#wrong(field.line, path, substituted.message);
    return null;
  }

  #map(key: string): readonly YamlField[] | null {
    const field = this.#find(key);
    if (field === undefined || this.#scalar(field) === null) return null;
    const fields = fieldsOf(field.node, this.#context.place);
    if (fields === null) this.#wrong(field.line, key, `${key} must be a map of fields.`);
    return fields;
  }

  #operator(): RegistrationInput['operator'] {
    const field = this.#find('operator');
    if (this.#scalar(field) === 'same') return 'same';
    const fields = this.#map('operator');
    if (fields === null) return null;
    this.#refuseUnknown(fields, ['username', 'password'], 'operator');
    const part = (key: string): string =>
      this.#text(
        fields.find((each) => each.key === key),
        `operator.${key}`,
      ) ?? '';
    return { username: part('username'), password: part('password') };
  }

  #environment(): Environment {
    const field = this.#find('environment');
    const value = this.#scalar(field);
    if (field === undefined || value === null) return 'production';
    const known = ENVIRONMENTS.find((environment) => environment === value);
    if (known === undefined) this.#wrong(field.line, 'environment', `This must be one of ${ENVIRONMENTS.join(', ')}.`);
    return known ?? 'production';
  }

  #expectedGuard(): GuardValue {
    const fields = this.#map('expect') ?? [];
    this.#refuseUnknown(fields, ['guard'], 'expect');
    const field = fields.find(({ key }) => key === 'guard');
    if (field === undefined) return 'yes';
    const value = GUARDS.get(this.#scalar(field));
    if (value === undefined) this.#wrong(field.line, 'expect.guard', 'This must be yes or no.');
    return value ?? 'yes';
  }

  #tags(): Readonly<Record<string, string>> {
    const pairs = (this.#map('tags') ?? []).map((field): [string, string] => {
      const value = this.#scalar(field);
      if (field.key === '' || value === undefined) this.#wrong(field.line, 'tags', 'A tag is written as NAME: text.');
      return [field.key, String(value ?? '')];
    });
    return Object.fromEntries(pairs);
  }
}
