import type { Evidence } from '../cause/evidence';
import { causeOfFailedSave } from '../cause/failed-save-cause';
import { causeOfFork } from '../cause/failure-cause';
import { forkSigns } from '../cause/failure-stage';
import type { Cause } from './save';
import type { Interval, SaveDraft } from './save-draft';

/** Redis told us so: the empty error to our BGSAVE. It makes up for what releases before 7.0 do not count. */
export function forkWasRefused({ trigger, moved, finished }: Interval): boolean {
  return trigger.own?.reply === 'fork-refused' && moved.forkFailures === null && finished === 1;
}

/** Why the attempt of a row failed, in its child or, where forks are not counted, at whatever stage. `seconds`: how long its child ran. */
export function childFailed(interval: Interval, row: SaveDraft, seconds: number | null): Cause {
  const { after, moved, knowledge, carried } = interval;
  const began = carried ?? row;
  const byItself = began.trigger === 'save-point' && row.attempts === 1 && knowledge.lastAttemptAt !== null;
  const sinceLastTry = byItself ? ((began.startedAt ?? after.at) - knowledge.lastAttemptAt) / 1000 : null;
  const seen = { facts: after.facts, knowledge, seconds, sinceLastTry, childSeen: childWasSeen(interval) };
  return causeOfFailedSave(seen, moved, refusedToUs(interval));
}

/**
 * Did the attempt have a child, where forks are not counted? Yes when it was seen running, or when the time that the last child took
 * changed: a refused fork leaves that as it was (redis-persistence.md, 3). Not told where more than one attempt can lie in between.
 */
function childWasSeen({ carried, base, after, moved }: Interval): boolean {
  if (moved.bgsaveCalls === null || moved.goodSaveSeen || moved.replicaSyncs > 0) return false;
  if (carried !== null) return !carried.unsure && moved.bgsaveCalls === 0;
  return moved.bgsaveCalls <= 1 && base.facts.rdb.lastDurationSeconds !== after.facts.rdb.lastDurationSeconds;
}

/** What tells that the fork of our BGSAVE was refused, on a release that does not count it; null where it was not. */
function refusedToUs(interval: Interval): readonly Evidence[] | null {
  const [before, after] = [interval.base.facts, interval.after.facts];
  return forkWasRefused(interval) ? forkSigns({ answered: true, counted: false, before, after }) : null;
}

/** Why the fork of an attempt was refused that Redis counted without one; `answered`: it told us so as well. */
export function causeOfCountedFork({ base, after, knowledge }: Interval, answered: boolean): Cause {
  const signs = forkSigns({ answered, counted: true, before: base.facts, after: after.facts });
  return causeOfFork(after.facts, signs, knowledge);
}
