import 'server-only';
import { SAVEPOINT } from '../domain/action/action';
import type { Approval } from '../domain/action/approval';
import { EN } from '../domain/words/en';
import type { Waiting } from './waiting';

/**
 * Ends what has waited too long, and what nobody could approve any more; by what the store has now, so that what was asked or decided in
 * another process is known here as well. Call it every second.
 */
export async function sweep(waiting: Waiting, isWatched: (instanceId: string) => boolean): Promise<void> {
  await waiting.load();
  for (const approval of waiting.all()) await look(waiting, approval, isWatched(approval.instanceId));
}

async function look(waiting: Waiting, approval: Approval, isWatched: boolean): Promise<void> {
  const by = SAVEPOINT;
  if (waiting.isOver(approval)) await waiting.end(approval, { status: 'expired', by, note: null });
  else if (!isWatched) await waiting.end(approval, { status: 'void', by, note: EN.approval.instanceLost });
  else if ((await waiting.askerNow(approval)) === null) {
    await waiting.end(approval, { status: 'void', by, note: EN.approval.askerLost });
  }
}
