import type { Actor } from './action';
import type { EpochMs } from '../observation/observation';
import type { OverrideEnd } from './override';
import type { Refusal } from '../result';
import type { Words } from '../words/words';

/** A time further away is no end but a way around giving none, milliseconds. */
export const LONGEST_OVERRIDE_MS = 7 * 24 * 3_600_000;

/** Why this end of an override cannot be asked for, by this actor now; null when it can. */
export function checkEnd(until: OverrideEnd, actor: Actor, now: EpochMs, { blocked }: Words): Refusal | null {
  if (until.kind === 'none' && actor.role !== 'admin') {
    return { code: 'forbidden', message: blocked.endlessIsAdmins, details: {} };
  }
  if (until.kind !== 'time') return null;
  if (until.at <= now) return wrong(blocked.endInPast);
  return until.at - now > LONGEST_OVERRIDE_MS ? wrong(blocked.endTooFar) : null;
}

function wrong(message: string): Refusal {
  return { code: 'invalid', message, details: { fields: { until: message } } };
}
