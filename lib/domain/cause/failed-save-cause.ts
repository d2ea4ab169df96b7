import { causeOfChild, retrySigns } from './child-cause';
import type { Evidence } from './evidence';
import { causeOfFork } from './failure-cause';
import type { FailureSeen } from './failure-seen';
import type { Cause } from '../save/save';
import type { Movement } from '../save/save-movement';

/** A refused fork takes tens of microseconds, a real one hundreds (redis-persistence.md, 3: 34-53 against 200-1500). */
const REFUSED_FORK_USEC = 100;

/**
 * Why a save failed, as far as counters tell. 7.0+ counts forks apart from attempts: what is no refused fork failed in the
 * child. Before, a child that was seen tells the same, a very short last fork makes a refusal possible, and nothing makes it certain but the answer to our BGSAVE:
 * `refused` has what tells of it, and is null where it was not refused to us.
 */
export function causeOfFailedSave(seen: FailureSeen, moved: Movement, refused: readonly Evidence[] | null): Cause {
  if (refused !== null) return causeOfFork(seen.facts, refused, seen.knowledge);
  if (moved.forkFailures !== null || seen.childSeen) return causeOfChild(seen);
  const { latestUsec } = seen.facts.forks;
  const short = moved.forkSeen && latestUsec !== null && latestUsec < REFUSED_FORK_USEC;
  const shortFork: readonly Evidence[] = short ? [{ told: 'short-fork', usec: latestUsec }] : [];
  return {
    kind: 'unknown',
    confidence: short ? 'possible' : 'unknown',
    stage: short ? 'fork' : null,
    evidence: [...shortFork, ...retrySigns(seen), { told: 'either-stage' }],
    against: [],
  };
}
