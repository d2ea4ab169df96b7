import { afterEach, describe, expect, test } from 'vitest';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import type { Save } from '../../lib/domain/save/save';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { isSince } from '../support/this-release';

const servers: RedisServer[] = [];
const savepoints: TestSavepoint[] = [];
afterEach(async () => {
  await Promise.all(savepoints.splice(0).map((one) => one.dispose()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** A state is told as soon as it is seen, its row stands in the history once it is kept. */
const KEPT = { timeout: 10_000 };

function kept<T extends RedisServer>(server: T): T {
  servers.push(server);
  return server;
}

/** Watches one server, and answers questions about its state and history. */
async function watched(redis: RedisServer, url = redis.url) {
  const watch = await aSavepoint([anInstance(url)], { pollIntervalMs: 100 });
  savepoints.push(watch);
  const { savepoint } = watch;
  const view = (): InstanceView | null => savepoint.instance('orders-primary');
  const until = (what: string, holds: (seen: InstanceView) => boolean): Promise<InstanceView> =>
    eventually(what, () => {
      const seen = view();
      return seen !== null && holds(seen) ? seen : null;
    });
  const saves = async (): Promise<readonly Save[]> => (await savepoint.listSaves({ limit: 100 })).rows;
  return {
    savepoint,
    until,
    state: (name: InstanceView['state']) => until(`the state ${name}`, (seen) => seen.state === name),
    saves,
    /** Newest first: `trigger outcome stage`. */
    history: async () =>
      (await saves()).map((save) => [save.trigger, save.outcome, save.cause?.stage].filter(Boolean).join(' ')),
    bgsave: (schedule = false) =>
      savepoint.triggerBgsave('orders-primary', { schedule, reason: null, runId: null }, OPERATOR),
    action: (id: string) =>
      eventually('the action to be resolved', async () => {
        const action = await savepoint.getAction(id);
        return action?.outcome === 'pending' ? null : action;
      }),
  };
}

const REFUSING = { writes: { availability: 'rejected', cause: 'rdb', evidence: 'ping' }, guard: { helps: true } };

describe('the child fails: refusing writes, a failed save in the history, and saved again once healed', () => {
  const table: readonly {
    readonly name: string;
    readonly start: () => Promise<RedisServer>;
    readonly break: (redis: RedisServer) => void | Promise<void>;
    readonly heal: ((redis: RedisServer) => void) | null;
  }[] = [
    {
      name: 'a directory in place of the file',
      start: () => startRedis(),
      break: recipes.breakDisk,
      heal: recipes.healDisk,
    },
    {
      name: 'permission denied',
      start: () => startRedis({ asNobody: true }),
      break: recipes.denyDirectory,
      heal: recipes.allowDirectory,
    },
    { name: 'the directory is gone', start: () => startRedis(), break: recipes.removeDirectory, heal: null },
    {
      name: 'a disk that is really full',
      start: () => recipes.startOnSmallDisk(),
      break: async (redis) => {
        await recipes.addKeys(redis, 500);
        recipes.fillDisk(redis);
      },
      heal: recipes.freeDisk,
    },
    {
      name: 'a disk that is really full, of a server without root',
      start: () => recipes.startOnSmallDisk({ asNobody: true }),
      break: async (redis) => {
        await recipes.addKeys(redis, 500);
        recipes.fillDisk(redis);
      },
      heal: recipes.freeDisk,
    },
    {
      name: 'a file that is too large',
      start: () => startRedis(recipes.IGNORES_FILE_LIMIT),
      break: async (redis) => {
        await redis.cli('SET', 'long', 'x'.repeat(10_000));
        recipes.limitFileSize(redis);
      },
      heal: recipes.unlimitFileSize,
    },
  ];

  test.each(table)('$name', async ({ start, break: breakIt, heal }) => {
    const redis = kept(await start());
    await redis.cli('SET', 'k', 'v');
    const watch = await watched(redis);
    await watch.state('at-risk');
    await breakIt(redis);
    await redis.cli('BGSAVE');
    expect(await watch.state('rejecting-writes')).toMatchObject(REFUSING);
    await expect.poll(watch.history, KEPT).toEqual(['other-client failed child']);
    if (heal === null) return;
    heal(redis);
    const result = await watch.bgsave();
    if (!result.ok) throw new Error(result.refusal.message);
    expect(await watch.action(result.value.action.id)).toMatchObject({ outcome: 'applied' });
    await watch.state('saved');
    await expect.poll(watch.history, KEPT).toEqual(['operator saved', 'other-client failed child']);
  });

  test('killed by a signal', async () => {
    const redis = kept(await startRedis());
    const watch = await watched(redis);
    await watch.until('facts', (seen) => seen.observedAt !== null);
    await recipes.startLongSave(redis);
    await watch.until('the running save', (seen) => seen.save !== null);
    await recipes.signalChild(redis, 'SIGKILL');
    expect(await watch.state('rejecting-writes')).toMatchObject(REFUSING);
    await expect.poll(watch.history, KEPT).toEqual(['other-client failed child']);
  });
});

const COUNTED = [
  expect.stringMatching(/^An attempt was counted, but no child process appeared/),
  expect.stringMatching(/^latest_fork_usec did not change/),
];

describe('the fork fails: no child, told as a refused fork', () => {
  test.each([
    {
      name: 'EAGAIN',
      start: async () => {
        const redis = await startRedis({ asNobody: true });
        return { redis, refuse: () => recipes.limitProcesses(redis), allow: () => recipes.unlimitProcesses(redis) };
      },
    },
    {
      name: 'ENOMEM',
      start: async () => {
        const redis = await recipes.startRefusingForks();
        return { redis, refuse: () => redis.refuseFork(), allow: () => redis.allowFork() };
      },
    },
  ])('$name', async ({ start }) => {
    const { redis, refuse, allow } = await start();
    kept(redis);
    await redis.cli('SET', 'k', 'v');
    const watch = await watched(redis);
    await watch.state('at-risk');
    refuse();
    const refused = await watch.bgsave();
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'not_possible', message: expect.stringMatching(/fork/) },
    });
    const told = await watch.state('rejecting-writes');
    expect(told).toMatchObject({ ...REFUSING, cause: { stage: 'fork', stageConfidence: 'certain' } });
    expect(told.cause?.evidence.slice(0, isSince('7.0') ? 3 : 2)).toEqual([
      expect.stringMatching(/^Redis answered the BGSAVE of Savepoint with "ERR"/),
      ...(isSince('7.0') ? COUNTED : [expect.stringMatching(/^Redis does not say which of the two/)]),
    ]);
    await expect.poll(watch.history, KEPT).toEqual(['operator failed fork']);
    await redis.cli('BGSAVE');
    await eventually('the second row', async () => (await watch.history()).length === 2);
    // Of the BGSAVE of somebody else the counters alone tell; before 7.0 a short fork is no more than a hint.
    const [outcome, confidence] = isSince('7.0') ? ['failed', 'likely'] : ['unknown', 'possible'];
    expect((await watch.history())[0]).toBe(`other-client ${outcome} fork`);
    await watch.until('the second cause', ({ cause }) => cause?.stageConfidence === confidence);
    allow();
    await redis.cli('BGSAVE');
    await watch.state('saved');
  });
});

describe('a save that does not end at once', () => {
  test.skipIf(!isSince('6.2'))('a long one moves, and is one row from start to end', async () => {
    const redis = kept(await startRedis());
    await recipes.addKeys(redis, 3000);
    await recipes.slowSaves(redis, 1000);
    const watch = await watched(redis);
    const result = await watch.bgsave();
    if (!result.ok) throw new Error(result.refusal.message);
    const early = await watch.until('progress', (seen) => (seen.save?.percent ?? 0) > 0);
    await watch.until('more progress', (seen) => (seen.save?.percent ?? 0) > (early.save?.percent ?? 0));
    expect((await watch.saves()).map((save) => save.outcome)).toEqual(['running']);
    expect(await watch.action(result.value.action.id)).toMatchObject({ outcome: 'applied' });
    const [row, ...others] = await watch.saves();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ outcome: 'saved', trigger: 'operator', actor: 'oncall-1' });
    expect(row?.durationSeconds).toBeGreaterThanOrEqual(2);
  });

  test('a cancelled one is cancelled, never saved, and the instance at risk', async () => {
    const redis = kept(await startRedis());
    await redis.cli('SET', 'k', 'v');
    const watch = await watched(redis);
    // In the second of its start Redis's times cannot tell a save from the start.
    await eventually(
      'an age of two seconds',
      async () => Number(await recipes.infoField(redis, 'uptime_in_seconds')) > 2,
    );
    await redis.cli('BGSAVE');
    await watch.state('saved');
    // Whole seconds of rdb_last_save_time: in the very second of the good save a cancelled one could not be told from it.
    // Before 7.0 the clock of Redis lags, and one second more is not sure.
    const nextMs = isSince('7.0') ? 1100 : 2100;
    await watch.until('the next second', (seen) => Date.now() - (seen.rdb.lastGoodSaveAt ?? Date.now()) > nextMs);
    await recipes.startLongSave(redis);
    await watch.state('saving');
    await recipes.signalChild(redis, 'SIGUSR1');
    expect(await watch.state('at-risk')).toMatchObject({ writes: { availability: 'accepted' } });
    await expect.poll(watch.history, KEPT).toEqual(['other-client cancelled', 'other-client saved']);
  });

  test('a stuck one is told as slow, and blocks another', async () => {
    const redis = kept(await startRedis());
    await redis.cli('SET', 'k', 'v');
    await recipes.save(redis);
    const watch = await watched(redis);
    await recipes.startLongSave(redis);
    await recipes.signalChild(redis, 'SIGSTOP');
    expect(await watch.until('the running save', (seen) => seen.save !== null)).toMatchObject({
      actions: { bgsave: { allowed: false, reason: expect.stringMatching(/running/) } },
    });
    const slow = await watch.until('that it is slow', (seen) => seen.summary.includes('slower than usual'));
    expect(slow.summary).toMatch(/The running save is slower than usual: \d s so far, the last one took [01] s\./);
    expect(slow).toMatchObject({ state: 'at-risk', quiet: false, writes: { availability: 'accepted' } });
    expect(slow.save?.startedAt).not.toBeNull();
    expect(await watch.bgsave()).toMatchObject({ ok: false, refusal: { code: 'not_possible' } });
  });
});

test('Redis tries again by itself: each attempt is a row, and the next one is told', async () => {
  const redis = kept(await startRedis({ save: '1 3' }));
  const watch = await watched(redis);
  recipes.breakDisk(redis);
  await recipes.addKeys(redis, 5);
  const refusing = await watch.until(
    'a next retry',
    (seen) => seen.state === 'rejecting-writes' && seen.rdb.nextRetryAt !== null,
  );
  expect(refusing).toMatchObject(REFUSING);
  await eventually('the second attempt', async () => (await watch.history()).length >= 2);
  expect((await watch.history()).at(-1)).toBe('save-point failed child');
  expect((await watch.saves()).every((save) => save.trigger === 'save-point' && save.attempts === 1)).toBe(true);
});

test('refused for ever: it says that Redis will not try again by itself', async () => {
  const redis = kept(await startRedis());
  const watch = await watched(redis);
  await recipes.refuseForEver(redis);
  const refusing = await watch.state('rejecting-writes');
  expect(refusing.rdb).toMatchObject({
    nextRetryAt: null,
    nextRetryReason: expect.stringMatching(/not retry by itself/),
  });
});

test('an AOF that cannot be written: the guard does not help, and switching it off is refused with the reason', async () => {
  const redis = kept(await recipes.startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] }));
  const watch = await watched(redis);
  recipes.fillDisk(redis);
  await recipes.writeUntilAofRefuses(redis);
  expect(await watch.state('rejecting-writes')).toMatchObject({
    writes: { cause: 'aof', evidence: 'ping' },
    guard: { helps: false },
    cause: { kind: 'disk-full', confidence: 'certain' },
  });
  const request = {
    value: 'no',
    expected: 'yes',
    confirm: 'orders-primary',
    reason: 'checkout down',
    until: null,
  } as const;
  const refused = await watch.savepoint.setStopWrites(
    'orders-primary',
    { ...request, rewrite: false, runId: null },
    OPERATOR,
  );
  expect(refused).toMatchObject({
    ok: false,
    refusal: { code: 'not_possible', message: expect.stringMatching(/AOF/) },
  });
  recipes.freeDisk(redis);
  await watch.until('writes accepted', (seen) => seen.writes.availability === 'accepted');
});

test('behind an AOF rewrite a BGSAVE is scheduled, and followed to its end as ours', async () => {
  const redis = kept(await recipes.startStuckRewrite());
  const watch = await watched(redis);
  await watch.until('the rewrite', (seen) => seen.actions.bgsave.mode === 'schedule');
  expect(await watch.bgsave()).toMatchObject({ ok: false, refusal: { code: 'not_possible' } });
  const scheduled = await watch.bgsave(true);
  if (!scheduled.ok) throw new Error(scheduled.refusal.message);
  expect(scheduled.value.action.outcome).toBe('pending');
  await recipes.signalChild(redis, 'SIGCONT');
  expect(await watch.action(scheduled.value.action.id)).toMatchObject({ outcome: 'applied' });
  await expect.poll(watch.history, KEPT).toEqual(['operator saved']);
});

test('a replica is read-only, never rejecting, and (7.0+) warned of when its own save failed', async () => {
  const primary = kept(await startRedis());
  const replica = kept(await recipes.startReplicaOf(primary));
  const watch = await watched(replica);
  await watch.until('the replica', (seen) => seen.server.role === 'replica');
  recipes.breakDisk(replica);
  await replica.cli('BGSAVE');
  const failing = await watch.state('not-saving');
  expect(failing).toMatchObject({ writes: { availability: 'read-only' } });
  expect(/crash/.test(failing.summary)).toBe(isSince('7.0'));
});

test('while loading, it is loading, and a BGSAVE is not possible', async () => {
  const redis = kept(await startRedis());
  await recipes.restartLoading(redis);
  const watch = await watched(redis);
  const loading = await watch.state('loading');
  expect(loading.actions.bgsave).toMatchObject({ allowed: false, reason: expect.stringMatching(/load/i) });
  const timed = await watch.until('how far it is', (seen) => (seen.loading?.percent ?? 0) > 0);
  expect(timed.loading).toMatchObject({ percent: expect.any(Number), etaSeconds: expect.any(Number) });
});

test('without CONFIG the guard is unknown with its reason, and PING still proves a refusal', async () => {
  const redis = kept(await startRedis({ args: recipes.withoutCommand('CONFIG') }));
  await redis.cli('SET', 'k', 'v');
  const watch = await watched(redis);
  const seen = await watch.until('facts', (one) => one.observedAt !== null);
  expect(seen.guard).toMatchObject({ value: null, valueReason: expect.stringMatching(/CONFIG/) });
  recipes.breakDisk(redis);
  await redis.cli('BGSAVE');
  expect(await watch.state('rejecting-writes')).toMatchObject({ writes: { evidence: 'ping' } });
});

test('an observer with the documented rights sees everything; an operator with the documented rights may act', async () => {
  const redis = kept(await startRedis());
  await redis.cli('SET', 'k', 'v');
  await recipes.addUser(redis, 'observer', 'secret1', recipes.OBSERVER_RULES);
  await recipes.addUser(redis, 'operator', 'secret2', recipes.OPERATOR_RULES);
  const instance = anInstance(`redis://observer:secret1@127.0.0.1:${redis.port}`, {
    operator: { username: 'operator', password: 'secret2' },
  });
  const watch = await aSavepoint([instance], { pollIntervalMs: 100 });
  savepoints.push(watch);
  const seen = await eventually('facts', () => {
    const view = watch.savepoint.instance('orders-primary');
    return view?.observedAt ? view : null;
  });
  expect(seen).toMatchObject({ guard: { value: 'yes' }, writes: { availability: 'accepted', evidence: 'ping' } });
  const started = await watch.savepoint.triggerBgsave(
    'orders-primary',
    { schedule: false, reason: null, runId: null },
    OPERATOR,
  );
  expect(started.ok).toBe(true);
});

test.skipIf(!isSince('6.2'))('a wrong password is no access, and fewer and fewer logins are tried', async () => {
  const redis = kept(await startRedis({ password: 'right' }));
  const watch = await watched(redis, `redis://:wrong@127.0.0.1:${redis.port}`);
  const seen = await watch.state('no-access');
  expect(seen).toMatchObject({ problem: { code: 'auth' }, writes: { availability: 'unknown' } });
  expect(seen.staleAfterMs).toBeGreaterThan(5000);
  const failedLogins = async (): Promise<number> =>
    Number(/^cmdstat_auth:.*failed_calls=(\d+)/m.exec(await redis.cli('INFO', 'commandstats'))?.[1] ?? 0);
  const uptime = async (): Promise<number> => Number(await recipes.infoField(redis, 'uptime_in_seconds'));
  const start = await uptime();
  await eventually('four seconds of the server', async () => (await uptime()) - start >= 4);
  // At the interval it would be thirty and more; doubling, 0.2 + 0.4 + 0.8 + 1.6 s make five, and 12 s two more.
  expect(await failedLogins()).toBeGreaterThanOrEqual(3);
  expect(await failedLogins()).toBeLessThanOrEqual(8);
});

test('a server that is stopped is unreachable: the port is open, Redis does not answer', async () => {
  const redis = kept(await startRedis());
  const watch = await watched(redis);
  await watch.until('facts', (one) => one.observedAt !== null);
  await redis.kill('SIGSTOP');
  const hung = await watch.state('unreachable');
  expect(hung.problem?.code).toBe('unresponsive');
  await redis.kill('SIGCONT');
  await watch.until('an answer', (one) => one.problem === null);
});

test('a scheduled BGSAVE that Redis holds back after a failed try is followed to its end as ours', async () => {
  const redis = kept(await recipes.startStuckRewrite());
  recipes.breakDisk(redis);
  await recipes.signalChild(redis, 'SIGCONT');
  await eventually('the rewrite to end', () => redis.childPid() === null);
  await recipes.save(redis, 'err');
  recipes.healDisk(redis);
  const watch = await watched(redis);
  await watch.state('rejecting-writes');
  await redis.cli('BGREWRITEAOF');
  const scheduled = await watch.bgsave(true);
  if (!scheduled.ok) throw new Error(scheduled.refusal.message);
  expect(await watch.action(scheduled.value.action.id)).toMatchObject({ outcome: 'applied' });
  expect((await watch.history())[0]).toBe('operator saved');
});

test('a second BGSAVE that fails wrote no snapshot: not applied, though failed and cancelled look alike', async () => {
  const redis = kept(await startRedis());
  await redis.cli('SET', 'k', 'v');
  const watch = await watched(redis);
  recipes.breakDisk(redis);
  await recipes.save(redis, 'err');
  await watch.state('rejecting-writes');
  const second = await watch.bgsave();
  if (!second.ok) throw new Error(second.refusal.message);
  expect(await watch.action(second.value.action.id)).toMatchObject({
    outcome: 'not-applied',
    message: expect.stringMatching(/^Not saved/),
  });
  expect((await watch.saves())[0]).toMatchObject({ outcome: 'unknown', snapshotWritten: false, trigger: 'operator' });
});
