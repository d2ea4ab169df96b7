import 'server-only';
import type { Action } from '../domain/action/action';
import { isNamed } from '../domain/redis-log/log-row';
import type { Cause, Save } from '../domain/save/save';
import { bytes, duration, escaped } from '../domain/text/format';
import type { ActionContext } from './context';
import { recordOutcome } from './record';
import { CANCELLED, NOT_SAVED } from './settle-bgsave';

/**
 * Says of the action of a BGSAVE how its save ended by the log of Redis: where what was seen left that open, or why it failed where the
 * log names it. Null when there is nothing to add, or the store did not take it.
 */
export async function settleByLog(ctx: ActionContext, action: Action, save: Save): Promise<Action | null> {
  const message = sentenceOf(action, save);
  if (message === null) return null;
  const outcome = save.outcome === 'saved' ? 'applied' : 'not-applied';
  return recordOutcome(ctx, action, { outcome, before: null, after: null, message, completes: true });
}

function sentenceOf({ outcome, message }: Action, save: Save): string | null {
  const isOpen = outcome === 'pending' || outcome === 'unknown';
  if (!isOpen && outcome !== 'not-applied') return null;
  switch (save.outcome) {
    case 'saved':
      return isOpen ? `Saved${inAll(save)}. The log of Redis tells so.` : null;
    case 'cancelled':
      return message === CANCELLED ? null : `${CANCELLED} The log of Redis tells so.`;
    case 'failed':
      return failedSentence(save, save.cause, isOpen || message.startsWith(NOT_SAVED));
    default:
      return null;
  }
}

function inAll({ durationSeconds, cowBytes }: Save): string {
  const took = durationSeconds === null ? '' : ` in ${duration(durationSeconds)}`;
  return cowBytes === null ? took : `${took}, ${bytes(cowBytes)} copied`;
}

function failedSentence({ durationSeconds }: Save, cause: Cause | null, isNews: boolean): string | null {
  const first = durationSeconds === null ? 'Failed.' : `Failed after ${duration(durationSeconds)}.`;
  const said = cause !== null && isNamed(cause) ? lineOf(cause) : null;
  if (said !== null) return `${first} The log of Redis tells why: “${escaped(said)}”.`;
  return isNews ? `${first} The log of Redis tells so, and not why.` : null;
}

function lineOf({ evidence }: Cause): string | null {
  const line = evidence.find((one) => typeof one !== 'string' && one.told === 'log-line');
  return line !== undefined && typeof line !== 'string' && line.told === 'log-line' ? line.said : null;
}
