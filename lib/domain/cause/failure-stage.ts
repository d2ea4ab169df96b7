import type { Evidence } from './evidence';
import type { Facts } from '../observation/observation';
import type { Cause, Confidence } from '../save/save';

/** What a refused fork was seen by. */
export interface ForkSeen {
  /** Redis said so to a BGSAVE of ours: an empty error, which no other refusal has on any release (redis-persistence.md, 4). */
  readonly answered: boolean;
  /** An attempt was counted, and no fork for it: 7.0+. */
  readonly counted: boolean;
  readonly before: Facts;
  readonly after: Facts;
}

/**
 * What speaks for it that fork(2) was refused, the strongest first. From 7.0 on a refused fork leaves `latest_fork_usec` and
 * `rdb_last_bgsave_time_sec` as they were (redis-persistence.md, 3); where something else moved them they say nothing.
 */
export function forkSigns({ answered, counted, before, after }: ForkSeen): readonly Evidence[] {
  const usec = counted ? same(before.forks.latestUsec, after.forks.latestUsec) : null;
  const seconds = counted ? same(before.rdb.lastDurationSeconds, after.rdb.lastDurationSeconds) : null;
  return [
    ...(answered ? [{ told: 'fork-answered' } as const] : []),
    ...(counted ? [{ told: 'no-child' } as const] : []),
    ...(usec === null ? [] : [{ told: 'fork-time-same', usec } as const]),
    ...(seconds === null ? [] : [{ told: 'duration-same', seconds } as const]),
  ];
}

/**
 * How sure it is at which stage a save failed, apart from why. An answer of Redis and its log are proof, counters that are told apart from each
 * other make it likely, and a duration alone makes it possible; so do the sentences that earlier releases kept.
 */
export function stageConfidence({ stage, evidence }: Pick<Cause, 'stage' | 'evidence'>): Confidence {
  if (stage === null) return 'unknown';
  const has = (name: string): boolean => evidence.some((one) => typeof one !== 'string' && one.told === name);
  if (has('fork-answered') || has('log-line') || has('log-unnamed')) return 'certain';
  return has('no-child') || has('child-failed') ? 'likely' : 'possible';
}

function same(from: number | null, to: number | null): number | null {
  return from === to ? to : null;
}
