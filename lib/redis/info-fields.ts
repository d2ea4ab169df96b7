import 'server-only';
import type { SaveStatus } from '../domain/observation/observation';

/** The fields of an INFO text by name. A Map: a field may be called `__proto__`. */
export type InfoFields = ReadonlyMap<string, string>;

export const MAX_VALUE = 4096;

/** `name:value` lines as a Map, the first of a name counts; `# Section` lines are kept as fields without a value. */
export function fieldsOf(info: string): InfoFields {
  const fields = new Map<string, string>();
  for (const line of info.split('\n')) {
    const field = fieldIn(line);
    if (field !== null && !fields.has(field.name)) fields.set(field.name, field.value);
  }
  return fields;
}

/** The field of one line, which may have its `\r` yet; null where it holds none that is read. */
export function fieldIn(line: string): { readonly name: string; readonly value: string } | null {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  const colon = line.indexOf(':');
  if (colon < 0) return line.startsWith('# ') ? { name: line.slice(0, end), value: '' } : null;
  const value = line.slice(colon + 1, end);
  return colon > 0 && value.length <= MAX_VALUE ? { name: line.slice(0, colon), value } : null;
}

/** V8 keeps a whole text alive for the sake of a longer piece that was cut from it: the same characters in a string of their own. */
export function cutOut(piece: string): string {
  return Buffer.from(piece).toString();
}

/** A whole number, null when the field is missing or not plain. */
export function integer(fields: InfoFields, name: string): number | null {
  return plainInteger(fields.get(name));
}

/** A whole number that cannot be below 0: Redis writes -1 for "none". */
export function natural(fields: InfoFields, name: string): number | null {
  const value = integer(fields, name);
  return value === null || value < 0 ? null : value;
}

/** A number such as `12.34`. */
export function decimal(fields: InfoFields, name: string): number | null {
  const text = fields.get(name);
  return text !== undefined && /^\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

/** `0` or `1`. */
export function flag(fields: InfoFields, name: string): boolean | null {
  const text = fields.get(name);
  return text === '1' ? true : text === '0' ? false : null;
}

/** `ok` or `err`. */
export function status(fields: InfoFields, name: string): SaveStatus | null {
  const text = fields.get(name);
  return text === 'ok' || text === 'err' ? text : null;
}

/** A whole number of at most 16 digits: all of them are exact in a double that Redis writes. */
export function plainInteger(text: string | undefined): number | null {
  if (text === undefined || !/^-?\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}
