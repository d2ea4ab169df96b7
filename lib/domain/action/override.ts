import { valueOf, type EpochMs, type Facts, type Sighting } from '../observation/observation';
import type { SaveKnowledge } from '../save/save-knowledge';
import { goodSaveAt } from '../save/proven-save';

/** When the guard is to be turned on again. `at` only for `time`. */
export type OverrideEnd =
  { readonly kind: 'next-good-save' | 'none'; readonly at: null } | { readonly kind: 'time'; readonly at: EpochMs };

/** What an operator asks for with a switch of the guard to "no", and what tells later whether its end has come. */
export interface OverrideTerms {
  readonly until: OverrideEnd;
  /** The change was to be written to the configuration file as well (CONFIG REWRITE). */
  readonly rewrite: boolean;
  /** See `savesSeen`. */
  readonly saveTime: number | null;
  /** Redis's clock when it was asked for, in seconds: a second witness of how much time has passed. */
  readonly redisTime: number | null;
}

/** The guard switched off by an operator, with a reason and an end. */
export interface Override {
  /** That of the action which switched it off. */
  readonly id: string;
  readonly instanceId: string;
  readonly runId: string | null;
  readonly by: string;
  readonly reason: string | null;
  readonly since: EpochMs;
  readonly until: OverrideEnd;
  /** From when the time until its end is counted: when it was last set, on our clock and on Redis's, in seconds. */
  readonly setAt: EpochMs;
  readonly setRedisTime: number | null;
  readonly saveTime: number | null;
  /** It stands in the configuration file: it outlives a restart of Redis, and its end has to be written there as well. */
  readonly rewritten: boolean;
  /** Since when it is told that its end has come and the guard could not be turned on; null before. */
  readonly expiredAt: EpochMs | null;
  /** Why it could not, in English; null where saves fail: turning it on would stop writes. */
  readonly expiredWhy: string | null;
}

/** `lost`: the process that it was set in is gone, and the setting with it. */
export type OverrideEnding = 'turned-on' | 'lost';

/** What is to be done about an override now. */
export type OverrideVerdict =
  | { readonly kind: 'stays' }
  /** Its end has come and the last save is good: the guard can be turned on without stopping a write. */
  | { readonly kind: 'restore' }
  /** Its time is over, but turning the guard on would stop writes. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'ended'; readonly how: OverrideEnding };

const STAYS: OverrideVerdict = { kind: 'stays' };

/** The override as it shows in the facts: the guard is off in the process (or by the file) that it was set in. Else null. */
export function overrideOf(facts: Facts, override: Override | null): Override | null {
  if (override === null || valueOf(facts.config.guard) !== 'no') return null;
  return override.rewritten || isOtherRun(override, facts) === false ? override : null;
}

/**
 * What becomes of an override, seen from one look at Redis. `isDue`: its time is over. Only what was seen counts: a value that
 * cannot be read changes nothing, and the guard is never turned on unless the last save is known to be good.
 */
export function judgeOverride(
  override: Override,
  sighting: Sighting,
  knowledge: SaveKnowledge,
  isDue: boolean,
): OverrideVerdict {
  const { facts } = sighting;
  const guard = valueOf(facts.config.guard);
  if (facts.loading.active !== false) return STAYS;
  const isOther = isOtherRun(override, facts);
  if (guard === null) return STAYS;
  // In the file it outlives its process, where what answers now has it from there.
  if (isOther === true && !(override.rewritten && guard === 'no')) return { kind: 'ended', how: 'lost' };
  if (guard === 'yes') return { kind: 'ended', how: 'turned-on' };
  // A save that runs may fail a moment later, and after a restart "ok" is no proof of any.
  const proven = isOther === false || goodSaveAt(sighting, knowledge) !== null;
  const isHarmless = canRestore(facts) && proven && facts.rdb.inProgress === false;
  if (override.until.kind === 'next-good-save') {
    return isHarmless && hasGoodSave(override, sighting, knowledge) ? { kind: 'restore' } : STAYS;
  }
  if (override.until.kind === 'none' || !isDue) return STAYS;
  if (isHarmless) return { kind: 'restore' };
  return facts.rdb.lastStatus === 'err' && override.expiredAt === null ? { kind: 'expired' } : STAYS;
}

/** Would the guard, turned on now, stop no write? Only where the last save is known to be good. */
export function canRestore({ rdb }: Facts): boolean {
  return rdb.lastStatus === 'ok';
}

/** Milliseconds until the end of an override, not above 0 when it has come; null when it has no time. See `setAt`. */
export function millisecondsLeft(override: Override, sighting: Sighting, now: EpochMs): number | null {
  const { until, setAt, setRedisTime } = override;
  if (until.kind !== 'time') return null;
  const { timeSeconds, runId } = sighting.facts.server;
  const redisTells = setRedisTime !== null && timeSeconds !== null && runId === override.runId;
  // Redis tells whole seconds: up to one of those that seem to have passed may not have.
  const passed = redisTells ? Math.max(0, timeSeconds - setRedisTime - 1) * 1000 : now - setAt;
  return until.at - setAt - passed;
}

/**
 * What tells a good save from then on: `rdb_last_save_time` (seconds on Redis's clock), which a later one moves; null where the last save
 * has failed, for then "ok" alone tells of one: two saves in one second have one time.
 */
export function savesSeen({ rdb }: Facts): number | null {
  return rdb.lastStatus === 'err' ? null : (rdb.lastSaveTime ?? 0);
}

/** Null: it cannot be told. */
function isOtherRun({ runId }: Override, { server }: Facts): boolean | null {
  if (runId === null || server.runId === null) return null;
  return runId !== server.runId;
}

/** Of a run whose status is "ok": in the one that it was set in see `savesSeen`, in a later one any good save came after. */
function hasGoodSave({ runId, saveTime }: Override, sighting: Sighting, knowledge: SaveKnowledge): boolean {
  const { server, rdb } = sighting.facts;
  if (server.runId !== runId) return goodSaveAt(sighting, knowledge) !== null;
  return saveTime === null || (rdb.lastSaveTime !== null && rdb.lastSaveTime !== saveTime);
}
