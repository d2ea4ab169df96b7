import type { Facts, Sighting } from '../../lib/domain/observation/observation';

/** 14 Nov 2026, 05:41:22 UTC. */
export const AT = Date.UTC(2026, 10, 14, 5, 41, 22);
const NOW_S = AT / 1000;

/** Single facts, by group, that differ from those of a healthy primary. */
export type Patch = { readonly [Group in keyof Facts]?: Partial<Facts[Group]> };

/** A primary 7.0.15 that saved 4 minutes ago, an hour after its start; `changed` replaces single facts. */
export function facts(changed: Patch = {}): Facts {
  const { ping, ...groups } = changed;
  const base: Facts = {
    server: {
      software: 'redis',
      version: '7.0.15',
      role: 'master',
      runId: 'run-a',
      configFile: '',
      timeSeconds: NOW_S,
      timeMs: AT,
      uptimeSeconds: 7200,
    },
    replication: { primaryAddress: null, linkUp: null, lagSeconds: null, connectedReplicas: 0, replicationId: null },
    loading: { active: false, percent: null, etaSeconds: null },
    rdb: {
      lastStatus: 'ok',
      lastSaveTime: NOW_S - 240,
      changesSinceLastSave: 0,
      inProgress: false,
      currentSeconds: null,
      lastDurationSeconds: 6,
      lastCowBytes: 47_000_000,
      attempts: 3,
      keysDone: null,
      keysTotal: null,
    },
    aof: {
      enabled: false,
      lastWriteStatus: 'ok',
      lastRewriteStatus: 'ok',
      rewriteInProgress: false,
      rewriteScheduled: false,
      rewrites: 0,
    },
    forks: { total: 3, latestUsec: 1300, moduleForkInProgress: false },
    memory: {
      usedBytes: 3_000_000_000,
      rssBytes: 3_100_000_000,
      peakBytes: 3_200_000_000,
      maxBytes: null,
      systemBytes: 16_000_000_000,
    },
    counters: {
      syncFull: 0,
      misconfErrors: 0,
      bgsave: { calls: 0, failed: 0, rejected: 0 },
      save: { calls: 0, failed: 0, rejected: 0 },
      ping: { calls: 10, failed: 0, rejected: 0 },
      flush: { calls: 0, failed: 0, rejected: 0 },
      configRewrite: { calls: 0, failed: 0, rejected: 0 },
      configSet: { calls: 0, failed: 0, rejected: 0 },
    },
    config: {
      guard: { value: 'yes' },
      savePoints: { value: [{ seconds: 3600, changes: 1 }] },
      dir: { value: '/var/lib/redis' },
      dbfilename: { value: 'dump.rdb' },
      replicaIgnoreDiskWriteErrors: { value: 'no' },
      appendFsync: { value: 'everysec' },
    },
    ping: { kind: 'pong' },
  };
  const merged = Object.fromEntries(
    Object.entries(base).map(([name, group]) => [name, { ...group, ...groups[name as keyof typeof groups] }]),
  ) as unknown as Facts;
  return { ...merged, ping: (ping as Facts['ping'] | undefined) ?? base.ping };
}

export function sighting(changed: Patch = {}, at: number = AT): Sighting {
  return { kind: 'facts', at, facts: facts(changed) };
}

export const MISCONF_RDB: Facts['ping'] = {
  kind: 'refused',
  cause: 'rdb',
  text: 'MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk.',
};

export const MISCONF_AOF: Facts['ping'] = {
  kind: 'refused',
  cause: 'aof',
  text: 'MISCONF Errors writing to the AOF file: No space left on device',
};

export const NO_PING: Facts['ping'] = { kind: 'unknown', reason: 'PING is not allowed (NOPERM).' };

export const NO_CONFIG = {
  guard: { value: null, reason: 'CONFIG is not allowed (NOPERM).' },
  savePoints: { value: null, reason: 'CONFIG is not allowed (NOPERM).' },
  dir: { value: null, reason: 'CONFIG is not allowed (NOPERM).' },
  dbfilename: { value: null, reason: 'CONFIG is not allowed (NOPERM).' },
  replicaIgnoreDiskWriteErrors: { value: null, reason: 'CONFIG is not allowed (NOPERM).' },
  appendFsync: { value: null, reason: 'CONFIG is not allowed (NOPERM).' },
} as const;
