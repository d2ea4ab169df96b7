import 'server-only';
import type { Env } from './settings';
import { substitute } from './substitute';
import { fieldsOf, itemsOf, lineOf, scalarOf, type YamlField, type YamlPlace } from './yaml-node';

/** Something wrong at a line, in a field. */
export interface EntryProblem {
  readonly line: number;
  readonly field: string | null;
  readonly message: string;
}

/** Reads the shapes of an entry's fields and collects what is wrong with them. No message repeats a value. */
export class FieldReader {
  readonly problems: EntryProblem[] = [];
  readonly #fields: readonly YamlField[];
  readonly #place: YamlPlace;
  readonly #env: Env;

  constructor(
    fields: readonly YamlField[],
    known: readonly string[],
    context: { readonly place: YamlPlace; readonly env: Env },
  ) {
    this.#fields = fields;
    this.#place = context.place;
    this.#env = context.env;
    this.refuseUnknown(fields, known, null);
  }

  find(key: string): YamlField | undefined {
    return this.#fields.find((field) => field.key === key);
  }

  wrong(line: number, field: string | null, message: string): void {
    this.problems.push({ line, field, message });
  }

  refuseUnknown(fields: readonly YamlField[], known: readonly string[], within: string | null): void {
    for (const { key, line } of fields) {
      if (known.includes(key)) continue;
      const named = /^\w{1,40}$/.test(key) ? `The field “${key}” is not known` : 'A field is not known';
      this.wrong(line, within, `${named} here; the fields are ${known.join(', ')}.`);
    }
  }

  scalar(field: YamlField | undefined): unknown {
    return field === undefined ? null : scalarOf(field.node, this.#place);
  }

  /** Text with its variables in place; null where there is none, or where it cannot be used. */
  text(field: YamlField | undefined, path: string): string | null {
    const value = this.scalar(field);
    if (value === null || field === undefined) return null;
    if (typeof value !== 'string') {
      this.wrong(field.line, path, 'This must be text; a number or a word like true needs quotes around it.');
      return null;
    }
    const substituted = substitute(value, this.#env);
    if (substituted.ok) return substituted.text;
    this.wrong(field.line, path, substituted.message);
    return null;
  }

  /** The items of a list, each as a field of that name at its own line; null where there is no list. */
  list(field: YamlField | undefined): readonly YamlField[] | null {
    const items = field === undefined ? null : itemsOf(field.node, this.#place);
    return items?.map((node) => ({ key: field?.key ?? '', line: lineOf(node, this.#place), node })) ?? null;
  }

  map(key: string): readonly YamlField[] | null {
    const field = this.find(key);
    if (field === undefined || this.scalar(field) === null) return null;
    const fields = fieldsOf(field.node, this.#place);
    if (fields === null) this.wrong(field.line, key, `${key} must be a map of fields.`);
    return fields;
  }

  /** One of these words; null where there is none, or another one. */
  choice<T extends string>(key: string, choices: readonly T[]): T | null {
    const field = this.find(key);
    const value = this.scalar(field);
    if (field === undefined || value === null) return null;
    const known = choices.find((each) => each === value);
    if (known === undefined) this.wrong(field.line, key, `This must be one of ${choices.join(', ')}.`);
    return known ?? null;
  }

  /** Some of these words as a list; all of them where the field is not there. */
  choices<T extends string>(key: string, choices: readonly T[]): readonly T[] {
    const field = this.find(key);
    if (field === undefined) return choices;
    const values = (itemsOf(field.node, this.#place) ?? []).map((item) => scalarOf(item, this.#place));
    const chosen = choices.filter((each) => values.includes(each));
    if (values.length > 0 && values.every((value) => choices.some((each) => each === value))) return chosen;
    this.wrong(field.line, key, `This must be a list of some of ${choices.join(', ')}.`);
    return chosen;
  }
}
