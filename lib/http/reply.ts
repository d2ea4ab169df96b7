import 'server-only';
import { done, refuse, type Result } from '../domain/result';

/** A good answer. */
export const reply = done;

/** The value as it is presented, or the refusal as it is. */
export function presented<T, U>(result: Result<T>, present: (value: T) => U): Result<U> {
  return result.ok ? done(present(result.value)) : result;
}

/** A good answer that is given as 202, by the schema `accepted` of its route. */
export interface Accepted {
  readonly ok: true;
  readonly accepted: unknown;
}

/** A good answer that is sent as a file, in another form than JSON. */
export interface FileAnswer {
  readonly ok: true;
  readonly file: { readonly type: string; readonly name: string; readonly text: string };
}

/** What was asked for was taken in and is not done yet, or the refusal as it is. */
export function accepted<T>(result: Result<T>, present: (value: T) => unknown): Accepted | Result<never> {
  return result.ok ? { ok: true, accepted: present(result.value) } : result;
}

/** The value as it is presented, or 404 with the sentence. */
export function found<T, U>(value: T | null, present: (value: T) => U, otherwise: string): Result<U> {
  return value === null ? refuse('not_found', otherwise) : done(present(value));
}
