import { plausibleTime } from '../observation/clock';
import type { InstanceView } from './instance-view';
import type { Sighting } from '../observation/observation';
import { steady } from './steady';
import type { Words } from '../words/words';

/**
 * From this many seconds on the clocks differ. An answer takes 1.5 s at most, and a process that had to wait for its turn, or a clock
 * that NTP moves back into place bit by bit, a few more; whoever compares two logs notices half a minute.
 */
const DIFFERS_FROM_S = 30;
/** Clocks that differed agree again below this: they may stay on the edge. */
const AGREES_BELOW_S = 20;
/** Two looks that are closer saw the same difference. */
const SAME_S = 10;

/** Seconds that the clock of Redis is ahead of ours, below 0 for behind: as the last look saw it, and as it is told. Null: not known. */
export interface ClockSkew {
  readonly seen: number | null;
  /** 0: the clocks agree. */
  readonly told: number | null;
}

export const SKEW_UNKNOWN: ClockSkew = { seen: null, told: null };

/** What is known after one more look. One alone tells of no difference: this machine may have slept before it read the answer. */
export function skewAfter({ seen: before, told }: ClockSkew, sighting: Sighting): ClockSkew {
  const seen = aheadSeconds(sighting);
  if (seen === null) return SKEW_UNKNOWN;
  const differed = told !== null && told !== 0;
  if (Math.abs(seen) < (differed ? AGREES_BELOW_S : DIFFERS_FROM_S)) return { seen, told: 0 };
  const twice = before !== null && Math.abs(seen - before) < SAME_S;
  return { seen, told: twice ? steady(told, seen, Math.abs(seen) < 120 ? 10 : 60) : told };
}

/** Redis read its clock between our question and its answer: halfway is wrong by half a round trip at most. */
function aheadSeconds({ at, facts, tookMs }: Sighting): number | null {
  const redis = plausibleTime(facts.server.timeMs);
  return redis === null ? null : (redis - (at - (tookMs ?? 0) / 2)) / 1000;
}

/** What is told of the clock of Redis. `ahead`: seconds, as told; null: not known. It has no part in the state of an instance. */
export function viewClock(ahead: number | null, { clock }: Words): InstanceView['server']['clock'] {
  return { aheadSeconds: ahead, message: ahead === null || ahead === 0 ? null : clock.differs(ahead) };
}
