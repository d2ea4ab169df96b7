import type { Instance } from '@/lib/contracts/instance';

/** An instance that is saved and fresh, as the API tells it; `over` makes it another. */
export function anInstance(over: Partial<Instance> = {}): Instance {
  return {
    id: 'orders-primary',
    name: 'orders-primary',
    address: '10.0.3.14:6379',
    environment: 'production',
    tags: {},
    origin: { kind: 'environment', where: 'SAVEPOINT_INSTANCES' },
    state: 'saved',
    summary: 'Saved.',
    quiet: false,
    since: '2026-11-22T05:00:00.000Z',
    sinceAtLeast: false,
    observedAt: '2026-11-22T05:40:00.000Z',
    staleAfterMs: 5_000,
    problem: null,
    server: { software: 'redis', version: '7.0.15', role: 'master', runId: 'a'.repeat(40), startedAt: null },
    replication: { primaryAddress: null, linkUp: null, lagSeconds: null, connectedReplicas: 0 },
    loading: null,
    writes: {
      availability: 'accepted',
      cause: null,
      evidence: 'ping',
      reason: null,
      rejectedCount: 0,
      rejectedCountReason: null,
    },
    guard: { value: 'yes', valueReason: null, expected: 'yes', helps: null, override: null },
    rdb: {
      savePoints: [],
      savePointsReason: null,
      lastStatus: 'ok',
      lastGoodSaveAt: null,
      lastGoodSaveReason: null,
      changesSinceLastSave: 0,
      lastDurationSeconds: null,
      lastCowBytes: null,
      nextRetryAt: null,
      nextRetryReason: null,
      failuresInARow: 0,
    },
    aof: { enabled: false, lastWriteStatus: null, lastRewriteStatus: null },
    save: null,
    cause: null,
    actions: {
      bgsave: { allowed: true, reason: null, mode: 'start' },
      setStopWrites: { allowed: true, reason: null },
    },
    ...over,
  };
}
