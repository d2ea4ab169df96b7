import { causeOfFailedSave } from './failed-save-cause';
import { causeOfFork } from './failure-cause';
import type { EpochMs, Sighting } from './observation';
import type { Cause, Save, SaveOutcome, SaveTrigger } from './save';
import { baselineFor, movementBetween, processStartSeconds, restartedBetween, type Movement } from './save-movement';
import { triggerOf, type OwnBgsave, type TriggerFacts } from './save-trigger';

/** A save without the identity that the monitor gives it. */
export type SaveDraft = Omit<Save, 'id' | 'instanceId'>;

/** A disk save that was running at the last sighting: not a diskless transfer to a replica, which saves nothing. */
export interface RunningDraft {
  readonly startedAt: EpochMs;
  readonly trigger: SaveTrigger;
  readonly actor: string | null;
  /** It may be a diskless transfer to a replica: it becomes a row only when its end proves a save. */
  readonly unsure: boolean;
}

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
  const turn: Turn = {
    base,
    after,
    moved,
    carried: sameStillRuns ? null : carried,
    begun: diskSaveRuns && !sameStillRuns,
    finished: 0,
    trigger: { base, after, moved, scheduledElsewhere: input.scheduledElsewhere, own: input.own },
  };
  const rows = rowsOf({ ...turn, finished: finishedCount(turn, sameStillRuns) });
  const lost = restarted && running !== null && !running.unsure ? lostInRestart(running, input.before, base) : null;
  const [first, ...rest] = rows;
  const endsCarried = turn.carried !== null && first !== undefined;
  const ended = lost ?? (endsCarried && !transferEnded(carried, first) ? withStart(first, carried) : null);
  const complete = lost === null && endsCarried ? rest : rows;
  const started = turn.begun ? beganRunning(turn) : null;
  return {
    ended,
    complete,
    running: sameStillRuns ? running : started,
    begun: turn.begun,
    scheduledElsewhere: stillScheduled(input, turn, complete.length),
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

interface Turn {
  readonly base: Sighting;
  readonly after: Sighting;
  readonly moved: Movement;
  readonly carried: RunningDraft | null;
  readonly begun: boolean;
  readonly finished: number;
  readonly trigger: Omit<TriggerFacts, 'attempts' | 'outcome'>;
}

/** A running child is a save of ours to follow only if an attempt was counted for it: a diskless transfer counts none. */
function runsNow(after: Sighting, carried: RunningDraft | null, moved: Movement): boolean {
  if (after.facts.rdb.inProgress !== true) return false;
  if (carried !== null && !moved.goodSaveSeen) return true;
  if (after.facts.rdb.attempts !== null) return (moved.attempts ?? 0) > 0;
  return moved.replicaSyncs === 0 || carried !== null;
}

/** The child that runs now is another one when the save it replaced must have ended. */
function anotherBegan(after: Sighting, carried: RunningDraft, moved: Movement): boolean {
  if (moved.goodSaveSeen || (after.facts.rdb.attempts !== null && (moved.attempts ?? 0) > 0)) return true;
  const elapsed = after.facts.rdb.currentSeconds;
  return elapsed !== null && moved.forkSeen && after.at - elapsed * 1000 > carried.startedAt + 2500;
}

function finishedCount(turn: Turn, sameStillRuns: boolean): number {
  const { moved } = turn;
  const ended = turn.carried === null ? 0 : 1;
  if (moved.attempts !== null) return Math.max(ended, moved.attempts + ended - (turn.begun ? 1 : 0));
  if (sameStillRuns) return 0;
  return Math.max(ended, evidenceOfAttempt(turn) ? 1 : 0);
}

/** Releases that count no attempts: a success, a status that turned bad, or a fork that only a save explains. */
function evidenceOfAttempt({ base, after, moved, begun }: Turn): boolean {
  if (moved.goodSaveSeen) return true;
  if (begun) return false;
  if (base.facts.rdb.lastStatus === 'ok' && after.facts.rdb.lastStatus === 'err') return true;
  const onlySavesFork = after.facts.aof.enabled === false && moved.replicaSyncs === 0;
  return moved.forkSeen && onlySavesFork && after.facts.rdb.lastStatus === 'err';
}

function rowsOf(turn: Turn): SaveDraft[] {
  const { moved, finished } = turn;
  const rows: SaveDraft[] = [];
  const forkFailures = Math.min(moved.forkFailures ?? 0, finished);
  const saved = Math.min(moved.foregroundSaved, finished - forkFailures);
  const room = finished - forkFailures - saved - (turn.carried === null ? 0 : 1);
  const foregroundFailed =
    turn.begun || turn.carried !== null ? 0 : Math.min(moved.foregroundFailed, Math.max(0, room));
  const children = finished - forkFailures - saved - foregroundFailed;
  rows.push(...childRows(turn, children, { success: saved > 0, failure: forkFailures > 0 }));
  if (forkFailures > 0) rows.push(forkRow(turn, forkFailures));
  if (saved > 0) rows.push(foregroundRow(turn, 'saved', saved));
  if (foregroundFailed > 0) rows.push(foregroundRow(turn, 'failed', foregroundFailed));
  return [...rows, ...uncountedRows(turn, rows)];
}

/**
 * Saves that count as no attempt (redis-persistence.md, 6): FLUSHALL where save points are set, and DEBUG RELOAD. A FLUSHALL
 * whose save left no new time either failed or fell into the second of the save before it.
 */
function uncountedRows(turn: Turn, rows: readonly SaveDraft[]): SaveDraft[] {
  const { moved, base } = turn;
  const explained = rows.some((row) => row.outcome === 'saved');
  const saved = moved.goodSaveSeen && !explained && (moved.saveTimeMoved || moved.flushes > 0) ? 1 : 0;
  const flushesSave = (base.facts.config.savePoints.value ?? []).length > 0;
  const more = flushesSave ? Math.max(0, moved.flushes - saved) : 0;
  const untold = moved.goodSaveSeen || moved.successCouldHide;
  return [
    ...(more > 0 ? [foregroundRow(turn, untold ? 'unknown' : 'failed', more)] : []),
    ...(saved > 0 ? [foregroundRow(turn, 'saved', 1)] : []),
  ];
}

/** `explained`: what other attempts of the interval account for, so that it says nothing about the children. */
function childRows(
  turn: Turn,
  children: number,
  explained: { readonly success: boolean; readonly failure: boolean },
): SaveDraft[] {
  if (children <= 0) return [];
  const successIsOurs = turn.moved.goodSaveSeen && !explained.success && turn.moved.flushes === 0;
  const turnedBad =
    !explained.failure && turn.base.facts.rdb.lastStatus === 'ok' && turn.after.facts.rdb.lastStatus === 'err';
  if (children === 1) return [childRow(turn, childOutcome(turn, successIsOurs, turnedBad), 1)];
  const rows: SaveDraft[] = [];
  let untold = children;
  untold -= (successIsOurs ? 1 : 0) + (turnedBad ? 1 : 0);
  // The save that was running has a row of its own: it does not fold into the others.
  if (turn.carried !== null && untold > 1) {
    rows.push(childRow(turn, 'unknown', 1));
    untold -= 1;
  }
  if (untold > 0) rows.push(childRow(turn, 'unknown', untold));
  if (successIsOurs) rows.push(childRow(turn, 'saved', 1));
  if (turnedBad) rows.push(childRow(turn, 'failed', 1));
  return rows;
}

/** How the only child that ended in the interval ended (redis-persistence.md, 6). */
function childOutcome(turn: Turn, successIsOurs: boolean, turnedBad: boolean): SaveOutcome {
  const { base, after, moved } = turn;
  const [from, to] = [base.facts.rdb, after.facts.rdb];
  if (successIsOurs) return 'saved';
  if (forkWasRefused(turn)) return 'failed';
  if (moved.goodSaveSeen) return 'unknown';
  if (turnedBad) return 'failed';
  if (to.lastCowBytes !== null && from.lastCowBytes !== to.lastCowBytes) return 'saved';
  if (from.lastStatus === 'ok' && to.lastStatus === 'ok') return moved.successCouldHide ? 'unknown' : 'cancelled';
  return 'unknown';
}

/** Redis told us so: the empty error to our BGSAVE. It makes up for what releases before 7.0 do not count. */
function forkWasRefused({ trigger, moved, finished }: Turn): boolean {
  return trigger.own?.reply === 'fork-refused' && moved.forkFailures === null && finished === 1;
}

const NOTE_UNTOLD = 'Failed or cancelled: while the last status is already err, only the Redis log tells which.';
const NOTE_SAME_SECOND =
  'Saved or cancelled: it ended within the second of the save before it, and Redis keeps no finer time.';
const NOTE_BETWEEN = 'These attempts fell between two polls; Redis counts them but does not keep how each ended.';

function childRow(turn: Turn, outcome: SaveOutcome, attempts: number): SaveDraft {
  const { base, after, moved } = turn;
  const end = outcome === 'saved' ? savedAt(turn) : after.at;
  const seconds = attempts === 1 ? after.facts.rdb.lastDurationSeconds : null;
  return {
    ...frame(turn, outcome, attempts),
    startedAt:
      attempts > 1
        ? base.at
        : seconds === null
          ? end
          : Math.min(end, Math.max(end - seconds * 1000, base.at - seconds * 1000)),
    endedAt: end,
    durationSeconds: seconds,
    cowBytes: outcome === 'saved' ? after.facts.rdb.lastCowBytes : null,
    cause: outcome === 'failed' ? causeOfFailedSave(after, moved, forkWasRefused(turn)) : null,
    note: outcome === 'unknown' ? noteOf(attempts, moved, after) : null,
  };
}

function noteOf(attempts: number, moved: Movement, after: Sighting): string {
  if (attempts > 1 || moved.goodSaveSeen) return NOTE_BETWEEN;
  return after.facts.rdb.lastStatus === 'ok' ? NOTE_SAME_SECOND : NOTE_UNTOLD;
}

function forkRow(turn: Turn, attempts: number): SaveDraft {
  const { base, after } = turn;
  return {
    ...frame(turn, 'failed', attempts),
    startedAt: attempts > 1 ? base.at : after.at,
    endedAt: after.at,
    cause: causeOfFork(after.facts),
  };
}

/** SAVE, FLUSHALL and the like: the server itself writes, without a child. */
function foregroundRow(turn: Turn, outcome: 'saved' | 'failed' | 'unknown', attempts: number): SaveDraft {
  const end = outcome === 'saved' && turn.moved.goodSaveSeen ? savedAt(turn) : turn.after.at;
  return {
    ...frame(turn, outcome, attempts),
    startedAt: attempts > 1 ? turn.base.at : end,
    endedAt: end,
    trigger: 'other-client',
    actor: null,
    note: 'Saved in the foreground (SAVE or FLUSHALL): no child process.',
  };
}

function frame(turn: Turn, outcome: SaveOutcome, attempts: number): SaveDraft {
  const started = triggerOf({ ...turn.trigger, attempts, outcome });
  return {
    runId: turn.after.facts.server.runId,
    outcome,
    startedAt: null,
    endedAt: null,
    durationSeconds: null,
    trigger: started.trigger,
    actor: started.actor,
    cowBytes: null,
    cause: null,
    source: attempts > 1 || turn.finished > 1 ? 'counted' : 'observed',
    attempts,
    note: null,
  };
}

/** An unsure child that ended without proof of a save was most likely a transfer to a replica: no row. */
function transferEnded(running: RunningDraft | null, row: SaveDraft): boolean {
  return running !== null && running.unsure && row.outcome !== 'saved' && row.outcome !== 'failed';
}

function withStart(row: SaveDraft, running: RunningDraft | null): SaveDraft {
  if (running === null) return row;
  const startedAt = row.endedAt === null ? running.startedAt : Math.min(running.startedAt, row.endedAt);
  return { ...row, startedAt, trigger: running.trigger, actor: running.actor, source: 'observed' };
}

function lostInRestart(running: RunningDraft, before: Sighting, base: Sighting): SaveDraft {
  return {
    runId: before.facts.server.runId,
    outcome: 'unknown',
    startedAt: running.startedAt,
    endedAt: Math.max(running.startedAt, base.at),
    durationSeconds: null,
    trigger: running.trigger,
    actor: running.actor,
    cowBytes: null,
    cause: null as Cause | null,
    source: 'observed',
    attempts: 1,
    note: 'Redis restarted during the save.',
  };
}

function beganRunning(turn: Turn): RunningDraft {
  const elapsedMs = (turn.after.facts.rdb.currentSeconds ?? 0) * 1000;
  const started = triggerOf({ ...turn.trigger, attempts: 1, outcome: 'running' });
  const unsure = turn.moved.replicaSyncs > 0;
  return { startedAt: Math.max(turn.base.at, turn.after.at - elapsedMs), ...started, unsure };
}

function stillScheduled(input: SavesInput, turn: Turn, completed: number): boolean {
  const accepted = turn.moved.bgsaveAccepted ?? 0;
  const ours = input.own === null ? 0 : 1;
  const started = completed + (turn.begun ? 1 : 0);
  if (started > 0) return false;
  return input.scheduledElsewhere || accepted > ours;
}

/** The moment of the last good save on our clock, kept inside the interval: Redis keeps whole seconds of its own clock. */
function savedAt({ base, after }: Turn): EpochMs {
  const { lastSaveTime } = after.facts.rdb;
  const { timeSeconds } = after.facts.server;
  if (lastSaveTime === null || timeSeconds === null) return after.at;
  const ours = after.at - (timeSeconds - lastSaveTime) * 1000;
  return Math.min(after.at, Math.max(base.at, ours));
}

/**
 * When the last good save of this run ended, on our clock, if `rdb_last_save_time` proves one: it lies more than 1 s after the
 * process started. Null otherwise: until the first save Redis gives its start time (redis-persistence.md, 1.8).
 */
export function provenGoodSave(sighting: Sighting): EpochMs | null {
  const { lastSaveTime } = sighting.facts.rdb;
  const { timeSeconds } = sighting.facts.server;
  const start = processStartSeconds(sighting.facts);
  if (lastSaveTime === null || timeSeconds === null || start === null || lastSaveTime - start <= 1) return null;
  return Math.min(sighting.at, sighting.at - (timeSeconds - lastSaveTime) * 1000);
}
