import type { InstanceEvent } from './event';
import type { EpochMs } from '../observation/observation';
import { united, type TimeSpan } from './time-span';

/** Savepoint began to watch, and knew nothing of before. `seenBefore`: the latest trace of an earlier watch; null without one. */
export interface WatchStart {
  readonly at: EpochMs;
  readonly seenBefore: EpochMs | null;
}

/** What is known of how long an instance was watched. */
export interface WatchFacts {
  /** Where the recorded history begins is one of them. */
  readonly starts: readonly WatchStart[];
  readonly events: readonly InstanceEvent[];
  /** The time of the last facts; null when there never were any. */
  readonly lastSeen: EpochMs | null;
  /** A silence that is longer than this is a gap. */
  readonly staleAfterMs: number;
  readonly now: EpochMs;
}

/** The time of which Savepoint has no facts, up to `now`. */
export function unwatchedTime(watch: WatchFacts): readonly TimeSpan[] {
  const { starts, events, lastSeen, now } = watch;
  const known = starts.length > 0 || lastSeen === null ? starts : [{ at: lastSeen, seenBefore: null }];
  const before = known.map(({ at, seenBefore }) => ({ from: seenBefore ?? -Infinity, to: at }));
  const gaps = events.filter(({ detail }) => detail.kind === 'gap').map(({ from, to }) => ({ from, to }));
  const since = { from: seenUntil(watch), to: now };
  return united([...before, ...gaps, since].map(({ from, to }) => ({ from, to: Math.min(to, now) }))).filter(hasLength);
}

/** Until when the facts reach: to `now` while they are fresh. */
export function seenUntil({ lastSeen, staleAfterMs, now }: WatchFacts): EpochMs {
  if (lastSeen === null) return -Infinity;
  return now - lastSeen > staleAfterMs ? lastSeen : now;
}

function hasLength({ from, to }: TimeSpan): boolean {
  return to > from;
}
