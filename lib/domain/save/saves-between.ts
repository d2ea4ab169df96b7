import type { Sighting } from '../observation/observation';
import { forkTimeOfRunning } from './fork-time';
import { acrossRestart, type SaveKnowledge } from './save-knowledge';
import { runningRow, type Interval, type RunningDraft, type SaveDraft } from './save-draft';
import { baselineFor, movementBetween, restartedBetween, type Movement } from './save-movement';
import { rowsOf } from './save-rows';
import { triggerOf, type OwnBgsave } from './save-trigger';
import { EN } from '../words/en';

export interface SavesBetween {
  /** How the save that ran at the earlier sighting ended; null when none ran or it still runs. */
  readonly ended: SaveDraft | null;
  /** Saves that began and ended in between, oldest first. */
  readonly complete: readonly SaveDraft[];
  /** The save that runs at the later sighting. */
  readonly running: RunningDraft | null;
  /** True when `running` began in between, false when it is the one of the earlier sighting. */
  readonly begun: boolean;
  /** BGSAVE SCHEDULE of someone else was accepted, and no save began yet. */
  readonly scheduledElsewhere: boolean;
  /** The BGSAVE of ours belongs to `ended`, to `complete` or to `running`: it needs no more looking for. */
  readonly ownSeen: boolean;
}

export interface SavesInput {
  readonly before: Sighting;
  readonly after: Sighting;
  readonly running: RunningDraft | null;
  readonly scheduledElsewhere: boolean;
  /** A BGSAVE of ours that no save was matched to yet. */
  readonly own: OwnBgsave | null;
  /** What was known of saves at the earlier sighting. */
  readonly knowledge: SaveKnowledge;
}

/**
 * Which saves began and ended between two sightings, and how. Counts are Redis's own where it counts (7.0+: `rdb_saves`),
 * else the signals of redis-persistence.md, 6 and 9 (iv). What counters cannot tell is `unknown`; nothing is invented.
 */
export function savesBetween(input: SavesInput): SavesBetween {
  const { after, running } = input;
  const restarted = restartedBetween(input.before, after);
  const base = baselineFor(input.before, after);
  const moved = withoutIdleFlushes(movementBetween(base.facts, after.facts), base);
  const carried = restarted ? null : running;
  const diskSaveRuns = runsNow(after, carried, moved);
  const sameStillRuns = diskSaveRuns && carried !== null && !anotherBegan(after, carried, moved);
  const interval: Interval = {
    base,
    after,
    moved,
    carried: sameStillRuns ? null : carried,
    begun: diskSaveRuns && !sameStillRuns,
    finished: 0,
    trigger: { base, after, moved, scheduledElsewhere: input.scheduledElsewhere, own: input.own },
    knowledge: restarted ? acrossRestart(input.knowledge) : input.knowledge,
  };
  const rows = rowsOf({ ...interval, finished: finishedCount(interval, sameStillRuns) });
  const lost = restarted && running !== null && !running.unsure ? lostInRestart(running, input.before, base) : null;
  const [first, ...rest] = rows;
  const endsCarried = interval.carried !== null && first !== undefined;
  const ended = lost ?? (endsCarried && !transferEnded(carried, first) ? withStart(first, carried) : null);
  const complete = lost === null && endsCarried ? rest : rows;
  const started = interval.begun ? beganRunning(interval) : null;
  return {
    ended,
    complete,
    running: sameStillRuns ? running : started,
    begun: interval.begun,
    scheduledElsewhere: stillScheduled(input, interval, complete.length),
    ownSeen: [ended, started, ...complete].some((row) => row !== null && row.trigger === 'operator' && row !== ended),
  };
}

/** What to follow when an instance is seen for the first time while a child runs: maybe a save, maybe a transfer to a replica. */
export function runningAtFirstSight({ at, facts }: Sighting): RunningDraft | null {
  if (facts.rdb.inProgress !== true) return null;
  return { startedAt: at - (facts.rdb.currentSeconds ?? 0) * 1000, trigger: 'unknown', actor: null, unsure: true };
}

/** FLUSHALL saves only where save points are set (redis-persistence.md, 2). */
function withoutIdleFlushes(moved: Movement, base: Sighting): Movement {
  const points = base.facts.config.savePoints.value;
  return points !== null && points.length === 0 ? { ...moved, flushes: 0 } : moved;
}

/** A running child is a save of ours to follow only if an attempt was counted for it: a diskless transfer counts none. */
function runsNow(after: Sighting, carried: RunningDraft | null, moved: Movement): boolean {
  if (after.facts.rdb.inProgress !== true) return false;
  if (carried !== null && !childSaved(moved)) return true;
  if (after.facts.rdb.attempts !== null) return (moved.attempts ?? 0) > 0;
  return moved.replicaSyncs === 0 || carried !== null;
}

/** A child succeeded: no SAVE and no FLUSHALL of the interval explains the good save. */
function childSaved(moved: Movement): boolean {
  return moved.goodSaveSeen && moved.flushes === 0 && moved.foregroundSaved === 0;
}

/** The child that runs now is another one when the save it replaced must have ended. */
function anotherBegan(after: Sighting, carried: RunningDraft, moved: Movement): boolean {
  if (childSaved(moved) || (after.facts.rdb.attempts !== null && (moved.attempts ?? 0) > 0)) return true;
  const elapsed = after.facts.rdb.currentSeconds;
  return elapsed !== null && moved.forkSeen && after.at - elapsed * 1000 > carried.startedAt + 2500;
}

function finishedCount(interval: Interval, sameStillRuns: boolean): number {
  const { moved } = interval;
  const ended = interval.carried === null ? 0 : 1;
  if (moved.attempts !== null) return Math.max(ended, moved.attempts + ended - (interval.begun ? 1 : 0));
  if (sameStillRuns) return 0;
  return Math.max(ended, evidenceOfAttempt(interval) ? 1 : 0);
}

/** Releases that count no attempts: a success, a status that turned bad, or a fork that only a save explains. */
function evidenceOfAttempt({ base, after, moved, begun }: Interval): boolean {
  // FLUSHALL saves without an attempt: its row is made apart.
  if (moved.goodSaveSeen && moved.flushes === 0) return true;
  if (begun) return false;
  if (base.facts.rdb.lastStatus === 'ok' && after.facts.rdb.lastStatus === 'err') return true;
  const onlySavesFork = after.facts.aof.enabled === false && moved.replicaSyncs === 0;
  const asked = (moved.bgsaveCalls ?? 0) > 0 || after.facts.rdb.lastStatus === 'err';
  return moved.forkSeen && onlySavesFork && asked;
}

/** An unsure child that ended without proof of a save was most likely a transfer to a replica: no row. */
function transferEnded(running: RunningDraft | null, row: SaveDraft): boolean {
  return running !== null && running.unsure && row.outcome !== 'saved' && row.outcome !== 'failed';
}

function withStart(row: SaveDraft, running: RunningDraft | null): SaveDraft {
  if (running === null) return row;
  const startedAt = row.endedAt === null ? running.startedAt : Math.min(running.startedAt, row.endedAt);
  const { trigger, actor, forkUsec = null } = running;
  return { ...row, startedAt, trigger, actor, forkUsec, source: 'observed' };
}

function lostInRestart(running: RunningDraft, before: Sighting, base: Sighting): SaveDraft {
  return {
    ...runningRow(running, before.facts.server.runId),
    outcome: 'unknown',
    endedAt: Math.max(running.startedAt, base.at),
    note: EN.notes.restarted,
  };
}

function beganRunning(interval: Interval): RunningDraft {
  const elapsedMs = (interval.after.facts.rdb.currentSeconds ?? 0) * 1000;
  const started = triggerOf({ ...interval.trigger, attempts: 1, outcome: 'running' });
  // Where attempts are counted, one was: a transfer counts none.
  const unsure = interval.moved.replicaSyncs > 0 && interval.after.facts.rdb.attempts === null;
  const startedAt = Math.max(interval.base.at, interval.after.at - elapsedMs);
  return { startedAt, ...started, unsure, forkUsec: forkTimeOfRunning(interval) };
}

function stillScheduled(input: SavesInput, interval: Interval, completed: number): boolean {
  const accepted = interval.moved.bgsaveAccepted ?? 0;
  const ours = input.own === null ? 0 : 1;
  const started = completed + (interval.begun ? 1 : 0);
  if (started > 0) return false;
  return input.scheduledElsewhere || accepted > ours;
}
