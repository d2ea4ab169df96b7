import type { Interval } from './save-draft';
import type { SaveOutcome } from './save';

/**
 * How long fork(2) of the only save of an interval took, in microseconds: the pause that clients felt. `latest_fork_usec` is that of the last
 * fork, whoever it was for, so it is told only where nothing else can have forked; a refused fork leaves it on 7.0+, and sets it to its own time
 * before (redis-persistence.md, 3), so before 7.0 only a good save is sure to have one.
 */
export function forkTimeOf(interval: Interval, outcome: SaveOutcome, attempts: number): number | null {
  const { moved, begun, carried, finished, after } = interval;
  const isAlone = attempts === 1 && finished === 1 && !begun && carried === null && noOtherForks(interval);
  const hasForked = outcome === 'saved' || moved.forkFailures === 0;
  return isAlone && hasForked && moved.forkSeen ? after.facts.forks.latestUsec : null;
}

/** The same for the save that began in an interval and still runs: while a child lives there is no other one. */
export function forkTimeOfRunning({ moved, after }: Pick<Interval, 'moved' | 'after'>): number | null {
  return moved.forkSeen ? after.facts.forks.latestUsec : null;
}

function noOtherForks({ base, after, moved }: Interval): boolean {
  const [from, to] = [base.facts, after.facts];
  if (moved.replicaSyncs > 0 || to.forks.moduleForkInProgress === true) return false;
  const [before, now] = [from.aof.rewrites, to.aof.rewrites];
  return before === null || now === null ? to.aof.enabled === false && from.aof.enabled === false : before === now;
}
