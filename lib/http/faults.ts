import 'server-only';
import { randomUUID } from 'node:crypto';
import { log } from '../log/log';
import { ApiError } from './api-error';

// By name: routes and the monitor may hold two copies of a class, and then instanceof fails.
function isNamed(error: unknown, name: string): error is Error {
  return error instanceof Error && error.name === name;
}

/** Turns whatever was thrown into an error of the contract; what nobody expected is logged under an id that the answer names. */
export function apiErrorOf(error: unknown, where: string): ApiError {
  if (error instanceof ApiError) return error;
  if (isNamed(error, 'InvalidCursorError')) {
    const message = 'This cursor is none of ours: take "next" of an earlier page, or leave it out.';
    return new ApiError('invalid', message, { fields: { before: message } });
  }
  if (isNamed(error, 'StoreError')) {
    log.error({ where, error }, 'the store failed');
    // Its message is a sentence for a person; what the engine said stays in the log.
    return new ApiError('store_unavailable', error.message);
  }
  const id = randomUUID();
  log.error({ id, where, error }, 'a request failed unexpectedly');
  return new ApiError('internal', `Savepoint met an unexpected fault. Its log has more under ${id}.`, { id });
}
