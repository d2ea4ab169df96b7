import 'server-only';
import { done, refuse, type Result } from '../domain/result';
import type { Savepoint } from '../runtime/facade';
import { NO_SUCH_INSTANCE } from './sentences';

/** What `read` finds for an instance, or 404 when there is none of that id. */
export async function ofInstance<T>(
  savepoint: Savepoint,
  instanceId: string,
  read: (instanceId: string) => Promise<T>,
): Promise<Result<T>> {
  if (savepoint.instance(instanceId) === null) return refuse('not_found', NO_SUCH_INSTANCE);
  return done(await read(instanceId));
}
