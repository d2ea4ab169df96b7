import 'server-only';
import type { Savepoint } from '../runtime/facade';
import { ApiError } from './api-error';
import { reply } from './reply';

/** Ready when the store answers and the monitor polls; otherwise 503 with what is wrong. */
export async function readiness(
  savepoint: Pick<Savepoint, 'health'>,
): Promise<ReturnType<typeof reply<{ status: 'ready' }>>> {
  const { ready, problem } = await savepoint.health();
  if (ready) return reply({ status: 'ready' });
  throw new ApiError('not_ready', problem ?? 'Savepoint is not ready yet.');
}
