import 'server-only';
import type { Action } from '../domain/action/action';
import { bytes, duration } from '../domain/text/format';
import type { WriteAvailability } from '../domain/state/instance-view';
import type { Save } from '../domain/save/save';
import type { Resolution } from '../store/store';
import type { ActionContext } from './context';
import { recordOutcome } from './record';
import { writesSentence } from './writes-sentence';

/**
 * Ends the action of a BGSAVE whose save was seen to end; without a save Redis showed no trace of one. `writes` is what was
 * known when it ended. Null when the save still runs or the store did not take the outcome.
 */
export async function settleBgsave(
  ctx: ActionContext,
  action: Action,
  save: Save | null,
  writes: WriteAvailability | null = null,
): Promise<Action | null> {
  if (save === null) return lost(ctx, action);
  const outcome = save.snapshotWritten === false ? 'not-applied' : OUTCOMES[save.outcome];
  if (outcome === null) return null;
  return recordOutcome(ctx, action, { outcome, before: null, after: null, message: saveSentence(save, writes) });
}

async function lost(ctx: ActionContext, action: Action): Promise<Action | null> {
  const message =
    'Unknown: Redis shows no trace of this save. It may never have started, or a restart of Redis took the trace with it. See the history before you save again.';
  return recordOutcome(ctx, action, { outcome: 'unknown', before: null, after: null, message });
}

export const CANCELLED =
  'Cancelled: the save was ended on request, no file was written. The last good save is unchanged.';
/** Failed or cancelled: counters do not tell. */
export const NOT_SAVED = 'Not saved';

const OUTCOMES: Readonly<Record<Save['outcome'], Resolution['outcome'] | null>> = {
  running: null,
  saved: 'applied',
  failed: 'not-applied',
  cancelled: 'not-applied',
  unknown: 'unknown',
};

function saveSentence(save: Save, writes: WriteAvailability | null): string {
  const took = save.durationSeconds === null ? '' : ` ${duration(save.durationSeconds)}`;
  switch (save.outcome) {
    case 'saved': {
      const copied = save.cowBytes === null ? '' : `, ${bytes(save.cowBytes)} copied`;
      const facts = took === '' ? copied.replace(/^, /, ': ') : ` in${took}${copied}`;
      return [`Saved${facts}.`, ...(writes === null ? [] : [writesSentence(writes)])].join(' ');
    }
    case 'failed':
      if (save.cause?.stage === 'fork') {
        return 'Failed: fork was refused, no child process appeared. Redis gave no reason; memory, overcommit or a process limit are likely.';
      }
      return `Failed${took === '' ? '' : ` after${took}`}: the child stopped while writing. Disk full, an I/O error or a kill are likely; the Redis log tells which.`;
    case 'cancelled':
      return CANCELLED;
    default:
      if (save.snapshotWritten === false)
        return `${NOT_SAVED}${took === '' ? '' : ` after${took}`}. ${save.note ?? ''}`.trim();
      return `Unknown: ${save.note ?? 'what became of the save was not seen.'}`;
  }
}
