import type { EpochMs, Sighting } from '../observation/observation';
import { forkTimeOf } from './fork-time';
import { causeOfCountedFork, childFailed, forkWasRefused } from './row-cause';
import type { SaveOutcome } from './save';
import type { Interval, SaveDraft } from './save-draft';
import type { Movement } from './save-movement';
import { triggerOf } from './save-trigger';
import { EN } from '../words/en';

/** The saves that ended in an interval, the one that was running at its begin first. */
export function rowsOf(interval: Interval): SaveDraft[] {
  const { moved, finished } = interval;
  const rows: SaveDraft[] = [];
  const forkFailures = Math.min(moved.forkFailures ?? 0, finished);
  const saved = Math.min(moved.foregroundSaved, finished - forkFailures);
  const room = finished - forkFailures - saved - (interval.carried === null ? 0 : 1);
  const foregroundFailed =
    interval.begun || interval.carried !== null ? 0 : Math.min(moved.foregroundFailed, Math.max(0, room));
  const children = finished - forkFailures - saved - foregroundFailed;
  rows.push(...childRows(interval, children, { success: saved > 0, failure: forkFailures > 0 }));
  if (forkFailures > 0) rows.push(forkRow(interval, forkFailures));
  if (saved > 0) rows.push(foregroundRow(interval, 'saved', saved));
  if (foregroundFailed > 0) rows.push(foregroundRow(interval, 'failed', foregroundFailed));
  return [...rows, ...uncountedRows(interval, rows)];
}

/**
 * Saves that count as no attempt (redis-persistence.md, 6): FLUSHALL where save points are set, and DEBUG RELOAD. A FLUSHALL
 * whose save left no new time either failed or fell into the second of the save before it.
 */
function uncountedRows(interval: Interval, rows: readonly SaveDraft[]): SaveDraft[] {
  const { moved, base } = interval;
  const explained = rows.some((row) => row.outcome === 'saved');
  const saved = moved.goodSaveSeen && !explained && (moved.saveTimeMoved || moved.flushes > 0) ? 1 : 0;
  const flushesSave = (base.facts.config.savePoints.value ?? []).length > 0;
  const more = flushesSave ? Math.max(0, moved.flushes - saved) : 0;
  const untold = moved.goodSaveSeen || moved.successCouldHide;
  return [
    ...(more > 0 ? [foregroundRow(interval, untold ? 'unknown' : 'failed', more)] : []),
    ...(saved > 0 ? [foregroundRow(interval, 'saved', 1)] : []),
  ];
}

/** `explained`: what other attempts of the interval account for, so that it says nothing about the children. */
function childRows(
  interval: Interval,
  children: number,
  explained: { readonly success: boolean; readonly failure: boolean },
): SaveDraft[] {
  if (children <= 0) return [];
  const successIsOurs = interval.moved.goodSaveSeen && !explained.success && interval.moved.flushes === 0;
  const turnedBad =
    !explained.failure && interval.base.facts.rdb.lastStatus === 'ok' && interval.after.facts.rdb.lastStatus === 'err';
  if (children === 1) return [childRow(interval, childOutcome(interval, successIsOurs, turnedBad), 1)];
  const rows: SaveDraft[] = [];
  let untold = children;
  untold -= (successIsOurs ? 1 : 0) + (turnedBad ? 1 : 0);
  // The save that was running has a row of its own: it does not fold into the others.
  if (interval.carried !== null && untold > 1) {
    rows.push(childRow(interval, 'unknown', 1));
    untold -= 1;
  }
  if (untold > 0) rows.push(childRow(interval, 'unknown', untold));
  if (successIsOurs) rows.push(childRow(interval, 'saved', 1));
  if (turnedBad) rows.push(childRow(interval, 'failed', 1));
  return rows;
}

/** How the only child that ended in the interval ended (redis-persistence.md, 6). */
function childOutcome(interval: Interval, successIsOurs: boolean, turnedBad: boolean): SaveOutcome {
  const { base, after, moved } = interval;
  const [from, to] = [base.facts.rdb, after.facts.rdb];
  if (successIsOurs) return 'saved';
  if (forkWasRefused(interval)) return 'failed';
  if (moved.goodSaveSeen) return 'unknown';
  if (turnedBad) return 'failed';
  // A transfer to a replica copies on write as well, and saves nothing.
  const maybeTransfer =
    interval.carried?.unsure === true || (moved.replicaSyncs > 0 && after.facts.rdb.attempts === null);
  if (!maybeTransfer && to.lastCowBytes !== null && from.lastCowBytes !== to.lastCowBytes) return 'saved';
  if (from.lastStatus === 'ok' && to.lastStatus === 'ok') return moved.successCouldHide ? 'unknown' : 'cancelled';
  return 'unknown';
}

function childRow(interval: Interval, outcome: SaveOutcome, attempts: number): SaveDraft {
  const { base, after, moved } = interval;
  const end = outcome === 'saved' ? savedAt(interval) : after.at;
  const unsaved = outcome === 'unknown' && !moved.goodSaveSeen && after.facts.rdb.lastStatus === 'err';
  const seconds = attempts === 1 && childIsSure(interval, outcome) ? after.facts.rdb.lastDurationSeconds : null;
  const row = frame(interval, outcome, attempts);
  // A save of 60 ms may count as 1 s (redis-persistence.md, 3): what began in the interval did not begin before it.
  const startedAt = attempts > 1 ? base.at : Math.max(base.at, end - (seconds ?? 0) * 1000);
  const failed = outcome === 'failed' || unsaved;
  return {
    ...row,
    startedAt,
    endedAt: end,
    durationSeconds: seconds,
    cowBytes: outcome === 'saved' ? after.facts.rdb.lastCowBytes : null,
    forkUsec: forkTimeOf(interval, outcome, attempts),
    cause: failed ? childFailed(interval, { ...row, startedAt }, seconds) : null,
    note: outcome === 'unknown' ? noteOf(attempts, moved, after) : null,
    snapshotWritten: unsaved ? false : writtenBy(outcome),
  };
}

/** A refused fork leaves the duration of the save before it (redis-persistence.md, 3): only a child's own is told. */
function childIsSure({ moved, carried }: Interval, outcome: SaveOutcome): boolean {
  return outcome === 'saved' || carried !== null || moved.forkFailures !== null;
}

function noteOf(attempts: number, moved: Movement, after: Sighting): string {
  if (attempts > 1) return EN.notes.between;
  if (moved.goodSaveSeen) return EN.notes.otherSaved;
  return after.facts.rdb.lastStatus === 'ok' ? EN.notes.sameSecond : EN.notes.untold;
}

function writtenBy(outcome: SaveOutcome): boolean | null {
  if (outcome === 'saved') return true;
  return outcome === 'failed' || outcome === 'cancelled' ? false : null;
}

function forkRow(interval: Interval, attempts: number): SaveDraft {
  const { base, after } = interval;
  const row = frame(interval, 'failed', attempts);
  const answered = row.trigger === 'operator' && interval.trigger.own?.reply === 'fork-refused';
  return {
    ...row,
    startedAt: attempts > 1 ? base.at : after.at,
    endedAt: after.at,
    cause: causeOfCountedFork(interval, answered),
  };
}

/** SAVE, FLUSHALL and the like: the server itself writes, without a child. */
function foregroundRow(interval: Interval, outcome: 'saved' | 'failed' | 'unknown', attempts: number): SaveDraft {
  const end = outcome === 'saved' && interval.moved.goodSaveSeen ? savedAt(interval) : interval.after.at;
  return {
    ...frame(interval, outcome, attempts),
    startedAt: attempts > 1 ? interval.base.at : end,
    endedAt: end,
    trigger: 'other-client',
    actor: null,
    note: EN.notes.foreground,
  };
}

function frame(interval: Interval, outcome: SaveOutcome, attempts: number): SaveDraft {
  const started = triggerOf({ ...interval.trigger, attempts, outcome });
  return {
    runId: interval.after.facts.server.runId,
    outcome,
    snapshotWritten: writtenBy(outcome),
    startedAt: null,
    endedAt: null,
    durationSeconds: null,
    trigger: started.trigger,
    actor: started.actor,
    cowBytes: null,
    forkUsec: null,
    cause: null,
    source: attempts > 1 || interval.finished > 1 ? 'counted' : 'observed',
    attempts,
    note: null,
  };
}

/** The moment of the last good save on our clock, kept inside the interval: Redis keeps whole seconds of its own clock. */
function savedAt({ base, after }: Interval): EpochMs {
  const { lastSaveTime } = after.facts.rdb;
  const { timeSeconds } = after.facts.server;
  if (lastSaveTime === null || timeSeconds === null) return after.at;
  const ours = after.at - (timeSeconds - lastSaveTime) * 1000;
  return Math.min(after.at, Math.max(base.at, ours));
}
