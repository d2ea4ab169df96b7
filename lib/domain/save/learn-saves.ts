import type { EpochMs, Sighting } from '../observation/observation';
import type { SaveOutcome } from './save';
import { restartedBetween } from './save-movement';
import { acrossRestart, NOTHING_KNOWN, type SaveKnowledge } from './save-knowledge';
import { provenGoodSave } from './proven-save';
import type { SaveDraft } from './save-draft';
import type { SavesBetween } from './saves-between';
import { memoryHeld } from '../cause/memory-share';

/** What is known of an instance's saves after its first sighting: only what Redis proves. */
export function firstKnowledge(sighting: Sighting): SaveKnowledge {
  const failed = sighting.facts.rdb.lastStatus === 'err';
  return {
    ...NOTHING_KNOWN,
    lastGoodSaveAt: provenGoodSave(sighting),
    failureOpenSince: failed ? sighting.at : null,
    failuresInARow: failed ? null : 0,
    lastGoodDurationSeconds: failed ? null : sighting.facts.rdb.lastDurationSeconds,
  };
}

/** What is known after another sighting, from what was known before and the saves between. */
export function learnSaves(
  known: SaveKnowledge,
  before: Sighting,
  after: Sighting,
  between: SavesBetween,
): SaveKnowledge {
  const base = restartedBetween(before, after) ? acrossRestart(known) : known;
  const finished = [...(between.ended === null ? [] : [between.ended]), ...between.complete].filter(
    (row) => row.runId === after.facts.server.runId,
  );
  const good = latestGood(finished) ?? newlyProven(base, after);
  const bad = badAttempts(finished);
  const healthy = after.facts.rdb.lastStatus === 'ok' && good !== null;
  return {
    runningSince: between.running?.startedAt ?? null,
    lastGoodSaveAt: good ?? base.lastGoodSaveAt,
    lastGoodSaveBeforeRunAt: base.lastGoodSaveBeforeRunAt,
    lastOutcome: lastOutcome(finished, after) ?? base.lastOutcome,
    lastAttemptAt: lastAttempt(between, finished) ?? base.lastAttemptAt,
    lastCause: healthy ? null : (latestCause(finished) ?? base.lastCause),
    failuresInARow: healthy ? 0 : addUp(base.failuresInARow, bad),
    failureOpenSince: healthy ? null : (base.failureOpenSince ?? openedAt(finished, after)),
    lastGoodDurationSeconds: goodDuration(finished) ?? base.lastGoodDurationSeconds,
    lastGoodMemoryBytes: good === null ? base.lastGoodMemoryBytes : memoryHeld(after.facts),
  };
}

function newlyProven(known: SaveKnowledge, after: Sighting): EpochMs | null {
  if (known.lastGoodSaveAt !== null) return null;
  return provenGoodSave(after);
}

function latestGood(rows: readonly SaveDraft[]): EpochMs | null {
  const ends = rows.filter((row) => row.outcome === 'saved').map((row) => row.endedAt ?? 0);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** It did not end in a save and, as far as is known, was not cancelled: it counts as a failure. */
export function isBad({ snapshotWritten, outcome }: Pick<SaveDraft, 'snapshotWritten' | 'outcome'>): boolean {
  return snapshotWritten === false && outcome !== 'cancelled';
}

/** Attempts that did not end in a save, while Redis says that the last one failed. */
function badAttempts(rows: readonly SaveDraft[]): number {
  return rows.filter(isBad).reduce((sum, row) => sum + row.attempts, 0);
}

function addUp(before: number | null, more: number): number | null {
  return before === null ? (more === 0 ? null : more) : before + more;
}

function lastOutcome(rows: readonly SaveDraft[], after: Sighting): SaveOutcome | null {
  const last = rows.at(-1);
  if (last === undefined) return null;
  if (after.facts.rdb.lastStatus === 'err' && rows.some((row) => row.outcome === 'failed')) return 'failed';
  return last.outcome;
}

function lastAttempt(between: SavesBetween, rows: readonly SaveDraft[]): EpochMs | null {
  const started = [between.running?.startedAt ?? null, ...rows.map((row) => row.startedAt)].filter((at) => at !== null);
  return started.length === 0 ? null : Math.max(...started);
}

function latestCause(rows: readonly SaveDraft[]): SaveKnowledge['lastCause'] {
  return rows.findLast((row) => row.cause !== null)?.cause ?? null;
}

function openedAt(rows: readonly SaveDraft[], after: Sighting): EpochMs | null {
  if (after.facts.rdb.lastStatus !== 'err') return null;
  return rows.find((row) => row.outcome === 'failed')?.endedAt ?? after.at;
}

function goodDuration(rows: readonly SaveDraft[]): number | null {
  return rows.findLast((row) => row.outcome === 'saved' && row.durationSeconds !== null)?.durationSeconds ?? null;
}
