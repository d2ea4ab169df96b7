import 'server-only';
import { done, refuse, type Result } from '../domain/result';

/** A good answer. */
export const reply = done;

/** The value as it is presented, or the refusal as it is. */
export function presented<T, U>(result: Result<T>, present: (value: T) => U): Result<U> {
  return result.ok ? done(present(result.value)) : result;
}

/** The value as it is presented, or 404 with the sentence. */
export function found<T, U>(value: T | null, present: (value: T) => U, otherwise: string): Result<U> {
  return value === null ? refuse('not_found', otherwise) : done(present(value));
}
