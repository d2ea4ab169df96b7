import { aofError, dirIsGone } from './failure-cause';
import type { Evidence } from './evidence';
import type { FailureSeen } from './failure-seen';
import { memoryHeld, memoryOfHost, percentOf } from './memory-share';
import { valueOf } from '../observation/observation';
import type { Cause, CauseKind, Confidence } from '../save/save';
import { writeErrorIn } from './strerror';

/** A child that ran longer wrote: times are whole seconds, and a save of 60 ms may count as one (redis-persistence.md, 3). */
const WROTE_SECONDS = 3;
/** A child that ended so soon ended at its first steps, where a good save takes at least `LONG_SECONDS`. */
const AT_ONCE_SECONDS = 1;
const LONG_SECONDS = 5;
/** Redis tries again once more than five whole seconds have passed since the attempt before began: after 5.0 to 6.1 s (5). A poll adds to it. */
const SOONEST_RETRY = { from: 4, to: 8 } as const;
/** From this share of the host's memory on, what it holds and what a save copies, the kernel may kill the child. */
const KILLS_FROM = 0.8;

/**
 * Why the child failed. Its exit tells no more than that, so the kind is mostly unknown, with what speaks for and against; it is likely only by
 * two signs of one kind: a directory that is gone and a child that had not begun to write, or an AOF beside it whose error Redis names.
 */
export function causeOfChild(seen: FailureSeen): Cause {
  return goneCause(seen) ?? aofCause(seen) ?? killCause(seen) ?? rootCause(seen) ?? unknownChild(seen);
}

function childCause(
  kind: CauseKind,
  confidence: Confidence,
  evidence: readonly Evidence[],
  against: readonly Evidence[] = [],
): Cause {
  return { kind, confidence, stage: 'child', evidence: [{ told: 'child-failed' }, ...evidence], against };
}

function goneCause({ facts, seconds }: FailureSeen): Cause | null {
  if (!dirIsGone(facts)) return null;
  const wrote = seconds !== null && seconds >= WROTE_SECONDS;
  const against: readonly Evidence[] = wrote ? [{ told: 'wrote-before-gone' }] : [];
  return childCause('path-missing', wrote ? 'possible' : 'likely', [{ told: 'dir-empty' }], against);
}

/** The AOF is a file that is open: neither a missing right nor a missing path keeps Redis from writing to it. */
function aofCause({ facts }: FailureSeen): Cause | null {
  if (facts.aof.enabled !== true || facts.aof.lastWriteStatus !== 'err') return null;
  const error = aofError(facts.ping);
  const named = error === null ? null : writeErrorIn(error);
  const both = { told: 'aof-fails-too' } as const;
  if (named === null) return childCause('disk-full', 'possible', [both], [{ told: 'aof-unnamed' }]);
  return childCause(named.kind, 'likely', [both, { told: 'aof-named', error: named.error }]);
}

/** The figures are of the host: where a container allows less, they say nothing against a kill. */
function killCause(seen: FailureSeen): Cause | null {
  const [used, host] = [memoryHeld(seen.facts), memoryOfHost(seen.facts)];
  const copied = seen.facts.rdb.lastCowBytes ?? 0;
  if (used === null || host === null || copied < 0 || (used + copied) / host < KILLS_FROM) return null;
  const [sign] = durationSigns(seen);
  if (sign?.told === 'failed-at-once') return null;
  const share = { told: 'copy-share', used, copied, host, percent: percentOf(used + copied, host) } as const;
  return childCause('child-killed', 'possible', [share, ...durationSigns(seen), { told: 'child-log' }]);
}

/** Without a `dir` Redis saves to where it was started, and what starts services does so in /. */
function rootCause(seen: FailureSeen): Cause | null {
  if (valueOf(seen.facts.config.dir) !== '/' || !neverWorked(seen)) return null;
  const evidence = [{ told: 'dir-is-root' }, { told: 'never-worked' }, { told: 'child-log' }] as const;
  return childCause('permission', 'possible', evidence);
}

function unknownChild(seen: FailureSeen): Cause {
  const signs: readonly Evidence[] = [
    ...durationSigns(seen),
    ...retrySigns(seen),
    ...(neverWorked(seen) ? [{ told: 'never-worked' } as const] : []),
    { told: 'child-log' },
  ];
  return childCause('unknown', 'unknown', signs, workedSigns(seen));
}

type DurationSign = Extract<Evidence, { readonly told: 'failed-writing' | 'failed-at-once' }>;

/** When in its work the child failed. Where a good save is as short as that, its duration tells nothing. */
function durationSigns({ seconds, knowledge }: FailureSeen): readonly DurationSign[] {
  if (seconds === null) return [];
  if (seconds >= WROTE_SECONDS) return [{ told: 'failed-writing', seconds }];
  const good = knowledge.lastGoodDurationSeconds;
  const atOnce = seconds <= AT_ONCE_SECONDS && good !== null && good >= LONG_SECONDS;
  return atOnce ? [{ told: 'failed-at-once', seconds, good }] : [];
}

/** That Redis tried again as soon as it ever does tells that the attempt before took no longer, whatever it was. */
export function retrySigns({ sinceLastTry, knowledge }: FailureSeen): readonly Evidence[] {
  const failing = knowledge.failuresInARow !== null && knowledge.failuresInARow > 0;
  if (!failing || sinceLastTry === null) return [];
  const soonest = sinceLastTry >= SOONEST_RETRY.from && sinceLastTry <= SOONEST_RETRY.to;
  return soonest ? [{ told: 'tried-again', seconds: Math.round(sinceLastTry) }] : [];
}

function workedSigns({ knowledge }: FailureSeen): readonly Evidence[] {
  return knowledge.lastGoodSaveAt === null ? [] : [{ told: 'worked-before' }];
}

/** Neither in this run nor before: after a restart what worked before speaks for its set-up. */
function neverWorked({ knowledge }: FailureSeen): boolean {
  return knowledge.lastGoodSaveAt === null && knowledge.lastGoodSaveBeforeRunAt === null;
}
