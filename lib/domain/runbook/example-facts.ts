import type { Facts } from '../observation/observation';

/** What Savepoint would have read of the server that `docs/runbooks.md` is written for. */
export const EXAMPLE_FACTS: Facts = {
  server: {
    software: 'redis',
    version: '7.0.15',
    role: 'master',
    runId: null,
    configFile: '/etc/redis/redis.conf',
    timeSeconds: null,
    timeMs: null,
    uptimeSeconds: null,
  },
  replication: { primaryAddress: null, linkUp: null, lagSeconds: null, connectedReplicas: null, replicationId: null },
  loading: { active: false, percent: null, etaSeconds: null },
  rdb: {
    lastStatus: 'err',
    lastSaveTime: null,
    changesSinceLastSave: null,
    inProgress: false,
    currentSeconds: null,
    lastDurationSeconds: null,
    lastCowBytes: null,
    attempts: null,
    keysDone: null,
    keysTotal: null,
  },
  aof: {
    enabled: false,
    lastWriteStatus: 'ok',
    lastRewriteStatus: 'ok',
    rewriteInProgress: false,
    rewriteScheduled: false,
    rewrites: null,
  },
  forks: { total: null, latestUsec: null, moduleForkInProgress: false },
  memory: { usedBytes: null, rssBytes: null, peakBytes: null, maxBytes: null, systemBytes: null },
  counters: { syncFull: null, misconfErrors: null, bgsave: null, save: null, ping: null, flush: null },
  config: {
    guard: { value: 'yes' },
    savePoints: { value: [{ seconds: 3600, changes: 1 }] },
    dir: { value: '/var/lib/redis' },
    dbfilename: { value: 'dump.rdb' },
    replicaIgnoreDiskWriteErrors: { value: 'no' },
  },
  ping: { kind: 'unknown', reason: 'It is an example.' },
};
