import 'server-only';

/** Text that holds JSON. */
export type JsonText = string;

/** Reads JSON that this folder wrote; the type is the caller's word for what it wrote. */
export function parsed<T>(text: JsonText): T {
  return JSON.parse(text) as T;
}
