import 'server-only';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';

/** What `read` finds for an instance, or 404 when there is none of that id. */
export async function ofInstance<T>(
  savepoint: Savepoint,
  instanceId: string,
  { asked }: Words,
  read: (instanceId: string) => Promise<T>,
): Promise<Result<T>> {
  if (savepoint.instance(instanceId) === null) return refuse('not_found', asked.noSuchInstance);
  return done(await read(instanceId));
}
