import type { CommandCount, CounterFacts, Facts, Sighting } from '../observation/observation';

/** What moved between two sightings of one run of the process. Null: this release does not tell, or it cannot be trusted. */
export interface Movement {
  /** Save attempts that began. */
  readonly attempts: number | null;
  /** Of these, the ones whose fork(2) was refused. */
  readonly forkFailures: number | null;
  /** At least one save succeeded: `rdb_last_save_time` moved, or the status turned from err to ok. */
  readonly goodSaveSeen: boolean;
  readonly saveTimeMoved: boolean;
  /** A success could hide: the last good save lies in the very second of the earlier sighting, and the time has 1 s resolution. */
  readonly successCouldHide: boolean;
  /** SAVE commands that succeeded, and those that failed. */
  readonly foregroundSaved: number;
  readonly foregroundFailed: number;
  readonly flushes: number;
  /** BGSAVE commands that came in, and those of them that were answered without an error. Null without commandstats. */
  readonly bgsaveCalls: number | null;
  readonly bgsaveAccepted: number | null;
  /** Full synchronisations of replicas that began, or that one waits for: they fork as well, with or without a save. */
  readonly replicaSyncs: number;
  readonly forkSeen: boolean;
}

/**
 * The sighting to count from. After a restart or CONFIG RESETSTAT the counters began again at zero, so the earlier
 * values are replaced by those of a fresh process (redis-persistence.md, 1.8, 1.9): what is counted now happened since.
 */
export function baselineFor(before: Sighting, after: Sighting): Sighting {
  if (restartedBetween(before, after)) return freshProcess(before, after);
  if (countersResetBetween(before.facts, after.facts)) return { ...before, facts: withoutCounts(before.facts) };
  return before;
}

/** True when another process answers now: another run id. Where INFO hides the run id a restart is not seen. */
export function restartedBetween(before: Sighting, after: Sighting): boolean {
  const [from, to] = [before.facts.server.runId, after.facts.server.runId];
  return from !== null && to !== null && from !== to;
}

/** True when counters of the same run went down, as after CONFIG RESETSTAT. Our own PINGs make sure that one did. */
export function countersResetBetween(before: Facts, after: Facts): boolean {
  const pairs: readonly (readonly [number | null, number | null])[] = [
    [before.rdb.attempts, after.rdb.attempts],
    [before.forks.total, after.forks.total],
    [before.counters.syncFull, after.counters.syncFull],
    [before.counters.misconfErrors, after.counters.misconfErrors],
    ...(['ping', 'bgsave', 'save', 'flush'] as const).map((name) => callsOf(before.counters, after.counters, name)),
  ];
  return pairs.some(([from, to]) => from !== null && to !== null && to < from);
}

/** Unix seconds on Redis's clock at which the process started; null when INFO does not tell. */
export function processStartSeconds(facts: Facts): number | null {
  const { timeSeconds, uptimeSeconds } = facts.server;
  return timeSeconds === null || uptimeSeconds === null ? null : timeSeconds - uptimeSeconds;
}

/** What moved from `base` (see `baselineFor`) to `after`. `base` and `after` belong to one run with uninterrupted counters. */
export function movementBetween(base: Facts, after: Facts): Movement {
  const save = callDelta(base.counters.save, after.counters.save);
  const bgsave = callDelta(base.counters.bgsave, after.counters.bgsave);
  const replicaSyncs = replicaSyncsBetween(base, after);
  // CONFIG RESETSTAT sets it to 0; no fork takes that long.
  const forkSeen = base.forks.latestUsec !== after.forks.latestUsec && after.forks.latestUsec !== 0;
  const attempts = attemptsBetween(base, after, replicaSyncs, save?.calls ?? 0, save?.failed ?? 0);
  const saveTimeMoved = saveTimeMovedBetween(base, after);
  const goodSaveSeen = saveTimeMoved || becameGood(base, after);
  return {
    attempts,
    forkFailures: forkFailuresBetween(base, after, attempts, save?.calls ?? 0, replicaSyncs),
    goodSaveSeen,
    saveTimeMoved,
    successCouldHide: couldHide(base),
    foregroundSaved: foregroundSaves(save, goodSaveSeen),
    foregroundFailed: save?.failed ?? 0,
    flushes: callDelta(base.counters.flush, after.counters.flush)?.calls ?? 0,
    bgsaveCalls: bgsave?.calls ?? null,
    bgsaveAccepted: bgsave === null ? null : bgsave.calls - (bgsave.failed ?? 0),
    replicaSyncs,
    forkSeen,
  };
}

/** It is counted when the replica comes. Its child follows later, by default after five seconds: until then the replica waits (redis-persistence.md, 14). */
function replicaSyncsBetween(base: Facts, after: Facts): number {
  const begun = delta(base.counters.syncFull, after.counters.syncFull) ?? 0;
  const isWaiting = [base, after].some(({ replication }) => (replication.copyingReplicas ?? 0) > 0);
  return begun === 0 && isWaiting ? 1 : begun;
}

/** SAVE commands that succeeded. Before 6.2 failed calls are not told: one is taken for good only if some save was. */
function foregroundSaves(save: { calls: number; failed: number | null } | null, goodSaveSeen: boolean): number {
  if (save === null) return 0;
  if (save.failed !== null) return save.calls - save.failed;
  return goodSaveSeen ? Math.min(save.calls, 1) : 0;
}

function saveTimeMovedBetween(base: Facts, after: Facts): boolean {
  const [from, to] = [base.rdb.lastSaveTime, after.rdb.lastSaveTime];
  return from !== null && to !== null && to !== from;
}

/** Only a success turns err into ok (redis-persistence.md, 2). */
function becameGood(base: Facts, after: Facts): boolean {
  return base.rdb.lastStatus === 'err' && after.rdb.lastStatus === 'ok';
}

/** 7.0+ counts attempts (`rdb_saves`); 6.2 counts every fork, also failed ones; older releases count nothing. */
function attemptsBetween(
  base: Facts,
  after: Facts,
  replicaSyncs: number,
  foreground: number,
  foregroundFailed: number,
): number | null {
  const counted = delta(base.rdb.attempts, after.rdb.attempts);
  if (counted !== null) return counted;
  const forks = delta(base.forks.total, after.forks.total);
  if (forks === null || replicaSyncs > 0 || otherForksPossible(base) || otherForksPossible(after)) return null;
  // A SAVE that met a running save was refused, and was no attempt.
  const refused = base.rdb.inProgress || after.rdb.inProgress ? foregroundFailed : 0;
  return forks + foreground - refused;
}

/** F = Δrdb_saves + Δaof_rewrites − Δtotal_forks − ΔSAVE (redis-persistence.md, 9 ii); null where another fork could hide one. */
function forkFailuresBetween(
  base: Facts,
  after: Facts,
  attempts: number | null,
  foreground: number,
  replicaSyncs: number,
): number | null {
  const forks = delta(base.forks.total, after.forks.total);
  if (attempts === null || after.rdb.attempts === null || forks === null) return null;
  if (replicaSyncs > 0 || base.forks.moduleForkInProgress || after.forks.moduleForkInProgress) return null;
  const rewrites = delta(base.aof.rewrites, after.aof.rewrites) ?? 0;
  if (rewrites > 0 && (after.aof.lastRewriteStatus !== 'ok' || after.aof.rewriteInProgress === null)) return null;
  const failures = attempts + rewrites - forks - foreground;
  return failures < 0 ? null : Math.min(failures, attempts);
}

function otherForksPossible(facts: Facts): boolean {
  return (
    facts.aof.enabled !== false || facts.aof.rewriteInProgress !== false || facts.forks.moduleForkInProgress === true
  );
}

function couldHide(base: Facts): boolean {
  const { lastSaveTime } = base.rdb;
  const { timeSeconds } = base.server;
  if (lastSaveTime === null || timeSeconds === null) return true;
  // Before 7.0 the clock may come from lru_clock, which lags by up to a tenth of a second.
  const margin = base.rdb.attempts === null ? 1 : 0;
  return lastSaveTime >= timeSeconds - margin;
}

function freshProcess(before: Sighting, after: Sighting): Sighting {
  const start = processStartSeconds(after.facts);
  const upMs = (after.facts.server.uptimeSeconds ?? 0) * 1000;
  const seen = after.facts.rdb.lastSaveTime;
  // uptime and clock are whole seconds: a last save within 1 s of the start is the start itself.
  const lastSaveTime = start !== null && seen !== null && Math.abs(seen - start) > 1 ? start : seen;
  const facts = withoutCounts(after.facts);
  return {
    kind: 'facts',
    at: Math.max(before.at, after.at - upMs),
    facts: {
      ...facts,
      server: { ...facts.server, timeSeconds: start },
      forks: { ...facts.forks, latestUsec: facts.forks.latestUsec === null ? null : 0, moduleForkInProgress: false },
      rdb: {
        ...facts.rdb,
        lastStatus: 'ok',
        lastSaveTime,
        inProgress: false,
        lastDurationSeconds: null,
        lastCowBytes: null,
      },
    },
  };
}

const NEVER: CommandCount = { calls: 0, failed: 0, rejected: 0 };

function withoutCounts(facts: Facts): Facts {
  const zero = (value: number | null): number | null => (value === null ? null : 0);
  const none = (count: CommandCount | null): CommandCount | null =>
    count === null ? null : { ...NEVER, failed: zero(count.failed), rejected: zero(count.rejected) };
  return {
    ...facts,
    rdb: { ...facts.rdb, attempts: zero(facts.rdb.attempts) },
    forks: { ...facts.forks, total: zero(facts.forks.total) },
    aof: { ...facts.aof, rewrites: zero(facts.aof.rewrites) },
    counters: {
      syncFull: zero(facts.counters.syncFull),
      misconfErrors: zero(facts.counters.misconfErrors),
      bgsave: none(facts.counters.bgsave),
      save: none(facts.counters.save),
      ping: none(facts.counters.ping),
      flush: none(facts.counters.flush),
    },
  };
}

function delta(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : to - from;
}

function callDelta(
  from: CommandCount | null,
  to: CommandCount | null,
): { calls: number; failed: number | null } | null {
  if (from === null || to === null) return null;
  return { calls: to.calls - from.calls, failed: delta(from.failed, to.failed) };
}

function callsOf(
  from: CounterFacts,
  to: CounterFacts,
  name: 'ping' | 'bgsave' | 'save' | 'flush',
): readonly [number | null, number | null] {
  return [from[name]?.calls ?? null, to[name]?.calls ?? null];
}
