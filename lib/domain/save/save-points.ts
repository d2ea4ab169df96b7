import { plausibleTime, toOurClock } from '../observation/clock';
import { valueOf, type EpochMs, type Facts, type SavePoint, type Sighting } from '../observation/observation';
import type { SaveKnowledge } from './save-knowledge';
import { reasonIn } from '../words/told';
import type { Words } from '../words/words';
import { EN } from '../words/en';
import { writeAvailability } from '../state/write-availability';

/** Redis waits longer than this after an attempt before it tries again (CONFIG_BGSAVE_RETRY_DELAY), seconds. */
const RETRY_DELAY_S = 5;
/** A due save starts at the next tick of Redis's timer: about this much later, seconds. */
const TICK_S = 1;
/** The same, milliseconds. */
export const DUE_AFTER_MS = TICK_S * 1000;
/** So long past its due time a save is overdue, seconds. */
const OVERDUE_S = 10;

/** The save points that `changes` unsaved changes satisfy; when they fall due is another matter. */
export function reached(points: readonly SavePoint[], changes: number): readonly SavePoint[] {
  return points.filter((point) => changes >= point.changes);
}

/** Seconds on Redis's clock since the last good save or the start; null when not known. Negative when its clock went back. */
function ageSeconds({ server, rdb }: Facts): number | null {
  return server.timeSeconds === null || rdb.lastSaveTime === null ? null : server.timeSeconds - rdb.lastSaveTime;
}

/** Does some save point match, with `graceSeconds` to spare? Null when that cannot be read. */
export function isSaveDue(facts: Facts, graceSeconds = 0): boolean | null {
  const points = valueOf(facts.config.savePoints);
  const changes = facts.rdb.changesSinceLastSave;
  if (points !== null && points.length === 0) return false;
  if (points === null || changes === null) return null;
  const matching = reached(points, changes);
  if (matching.length === 0) return false;
  const age = ageSeconds(facts);
  return age === null ? null : matching.some((point) => age > point.seconds + graceSeconds);
}

/** A save is due for more than 10 s and nothing that delays it is running. Null when that cannot be read. */
export function overdue(facts: Facts): boolean | null {
  if (facts.rdb.inProgress === true || facts.aof.rewriteInProgress === true) return false;
  if (facts.forks.moduleForkInProgress === true) return false;
  return isSaveDue(facts, OVERDUE_S);
}

/** The save point that is overdue the longest, for telling. */
export function overduePoint(facts: Facts): SavePoint | null {
  const points = valueOf(facts.config.savePoints) ?? [];
  const matching = reached(points, facts.rdb.changesSinceLastSave ?? 0);
  return matching.toSorted((a, b) => a.seconds - b.seconds)[0] ?? null;
}

export interface NextRetry {
  readonly at: EpochMs | null;
  /** Why there is none, or why it is not known; null when `at` is given. */
  readonly reason: string | null;
}

/**
 * When Redis retries a failed save by itself, on our clock (redis-persistence.md, 5): the earliest of the save points that the
 * unsaved changes satisfy, but more than 5 s after the last attempt. Without a known attempt: the latest time it can be.
 */
export function nextRetry(sighting: Sighting, knowledge: SaveKnowledge, words: Words = EN): NextRetry {
  const { facts } = sighting;
  const { retry } = words;
  if (facts.rdb.lastStatus === null) return { at: null, reason: words.reasons.lastStatusUnreadable };
  if (facts.rdb.lastStatus === 'ok') return { at: null, reason: retry.notFailed };
  if (facts.rdb.inProgress === true) return { at: null, reason: retry.running };
  const why = whyNever(facts, words);
  if (why !== null) return { at: null, reason: why };
  const at = earliest(sighting, knowledge);
  return { at, reason: at === null ? retry.clockUnknown : null };
}

function whyNever(facts: Facts, words: Words): string | null {
  const { retry } = words;
  const points = facts.config.savePoints;
  const changes = facts.rdb.changesSinceLastSave;
  if (points.value === null) return retry.pointsUnknown(reasonIn(points, words) ?? '');
  if (points.value.length === 0) return retry.noPoints;
  if (changes === null) return retry.changesUnknown;
  if (reached(points.value, changes).length > 0) return null;
  const canGrow = writeAvailability(facts).availability !== 'rejected';
  const fewest = Math.min(...points.value.map((point) => point.changes));
  return changes <= 0 ? retry.noChanges(canGrow) : retry.tooFew(changes, fewest, canGrow);
}

function earliest(sighting: Sighting, knowledge: SaveKnowledge): EpochMs | null {
  const { rdb, config } = sighting.facts;
  const lastSave = toOurClock(rdb.lastSaveTime, sighting);
  if (lastSave === null) return null;
  const tried = knowledge.lastAttemptAt ?? sighting.at;
  const due = reached(valueOf(config.savePoints) ?? [], rdb.changesSinceLastSave ?? 0).map(
    (point) => lastSave + point.seconds * 1000,
  );
  return plausibleTime(Math.max(Math.min(...due), tried + RETRY_DELAY_S * 1000) + TICK_S * 1000);
}
