import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { Facts } from '../../lib/domain/observation/observation';
import { connectRedis } from '../../lib/redis/connection';
import type { RedisConnection } from '../../lib/redis/redis';
import { eventually } from '../support/eventually';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { TIMEOUTS, targetOf } from '../support/redis-target';
import { countedSince, isSince } from '../support/this-release';

const servers: RedisServer[] = [];
const connections: RedisConnection[] = [];
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.close();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** Ends the server with the test. */
function kept<T extends RedisServer>(server: T): T {
  servers.push(server);
  return server;
}

async function look(server: RedisServer, credentials?: Parameters<typeof targetOf>[1]): Promise<Facts> {
  const connection = connectRedis(targetOf(server, credentials), TIMEOUTS);
  connections.push(connection);
  const observation = await connection.observe(Date.now);
  if (observation.kind === 'problem') throw new Error(observation.problem.message);
  return observation.facts;
}

/** What a look at a failed save has in common, whatever made it fail. */
const REFUSED = { rdb: { lastStatus: 'err', inProgress: false }, ping: { kind: 'refused', cause: 'rdb' } } as const;
const HEALTHY = { rdb: { lastStatus: 'ok', inProgress: false }, ping: { kind: 'pong' } } as const;

/** 7.0+ counts attempts, and forks that were made; 6.2 counts refused forks as well. */
const attempts = (count: number): number | null => countedSince('7.0', count);
const forks = (count: number): object => (isSince('7.0') ? { total: count } : {});

describe('the child fails', () => {
  test('a directory in place of the file, and healed', async () => {
    const redis = kept(await startRedis());
    await recipes.refuseWrites(redis);
    expect(await look(redis)).toMatchObject({ ...REFUSED, forks: forks(1) });
    recipes.healDisk(redis);
    await recipes.save(redis);
    expect(await look(redis)).toMatchObject({ ...HEALTHY, forks: forks(2) });
  });

  test('permission denied', async () => {
    const redis = kept(await startRedis({ asNobody: true }));
    recipes.denyDirectory(redis);
    await recipes.save(redis, 'err');
    expect(await look(redis)).toMatchObject(REFUSED);
    expect(redis.log()).toContain('Permission denied');
    recipes.allowDirectory(redis);
    await recipes.save(redis);
    expect(await look(redis)).toMatchObject(HEALTHY);
  });

  test('the directory is gone: CONFIG GET dir is empty', async () => {
    const redis = kept(await startRedis());
    recipes.removeDirectory(redis);
    await recipes.save(redis, 'err');
    expect(await look(redis)).toMatchObject({ ...REFUSED, config: { dir: { value: '' } } });
  });

  test.each([{ asNobody: false }, { asNobody: true }])('a disk that is really full, %o', async (options) => {
    const redis = kept(await recipes.startOnSmallDisk(options));
    await recipes.addKeys(redis, 500);
    recipes.fillDisk(redis);
    await recipes.save(redis, 'err');
    expect(await look(redis)).toMatchObject(REFUSED);
    expect(redis.log()).toContain('No space left on device');
    recipes.freeDisk(redis);
    await recipes.save(redis);
    expect(await look(redis)).toMatchObject(HEALTHY);
  });

  test('a file that is too large', async () => {
    const redis = kept(await startRedis(recipes.IGNORES_FILE_LIMIT));
    await redis.cli('SET', 'long', 'x'.repeat(10_000));
    recipes.limitFileSize(redis);
    await recipes.save(redis, 'err');
    expect(await look(redis)).toMatchObject(REFUSED);
    expect(redis.log()).toContain('File too large');
    recipes.unlimitFileSize(redis);
    await recipes.save(redis);
    expect(await look(redis)).toMatchObject(HEALTHY);
  });

  test('killed', async () => {
    const redis = kept(await startRedis());
    await recipes.startLongSave(redis);
    await recipes.signalChild(redis, 'SIGKILL');
    await recipes.saveEnded(redis, 'err');
    expect(await look(redis)).toMatchObject({ ...REFUSED, forks: forks(1) });
  });
});

describe('the fork fails: an attempt without a child', () => {
  test('EAGAIN', async () => {
    const redis = kept(await startRedis({ asNobody: true }));
    recipes.limitProcesses(redis);
    await recipes.save(redis, 'err');
    expect(await look(redis)).toMatchObject({ ...REFUSED, forks: forks(0), rdb: { attempts: attempts(1) } });
    expect(redis.log()).toContain('fork: Resource temporarily unavailable');
    recipes.unlimitProcesses(redis);
    await recipes.save(redis);
    expect(await look(redis)).toMatchObject({ ...HEALTHY, forks: forks(1) });
  });

  test('ENOMEM', async () => {
    const redis = kept(await recipes.startRefusingForks());
    redis.refuseFork();
    await recipes.save(redis, 'err');
    expect(await look(redis)).toMatchObject({ ...REFUSED, forks: forks(0), rdb: { attempts: attempts(1) } });
    expect(redis.log()).toContain('fork: Cannot allocate memory');
    redis.allowFork();
    await recipes.save(redis);
    expect(await look(redis)).toMatchObject({ ...HEALTHY, forks: forks(1) });
  });
});

describe('a save that does not end at once', () => {
  test.skipIf(!isSince('6.2'))('a long one shows its progress', async () => {
    const redis = kept(await startRedis());
    await recipes.startLongSave(redis, 10_000, 1000);
    await eventually('some keys done', async () => ((await look(redis)).rdb.keysDone ?? 0) > 1);
    const { rdb } = await look(redis);
    expect(rdb).toMatchObject({ inProgress: true, keysTotal: 10_000 });
    expect(rdb.currentSeconds).toBeGreaterThanOrEqual(0);
  });

  test('a cancelled one leaves the status as it was', async () => {
    const redis = kept(await startRedis());
    await recipes.startLongSave(redis);
    await recipes.signalChild(redis, 'SIGUSR1');
    await recipes.saveEnded(redis, 'ok');
    expect(await look(redis)).toMatchObject({ ...HEALTHY, rdb: { attempts: attempts(1), changesSinceLastSave: 60 } });
  });

  test('a stuck one is in progress for as long as it is stuck', async () => {
    const redis = kept(await startRedis());
    await recipes.addKeys(redis, 3);
    await recipes.slowSaves(redis, 100_000);
    await redis.cli('BGSAVE');
    await recipes.signalChild(redis, 'SIGSTOP');
    await eventually('a second of age', async () => ((await look(redis)).rdb.currentSeconds ?? 0) >= 1);
    expect(await look(redis)).toMatchObject({ rdb: { inProgress: true }, ping: { kind: 'pong' } });
    await recipes.signalChild(redis, 'SIGCONT');
    await recipes.saveEnded(redis, 'ok');
    expect(await look(redis)).toMatchObject(HEALTHY);
  });
});

test('Redis tries again by itself when a save point matches', async () => {
  const redis = kept(await startRedis({ save: '1 3' }));
  recipes.breakDisk(redis);
  await recipes.addKeys(redis, 5);
  await eventually('a second attempt', () => redis.log().split('Background saving error').length > 2);
  expect(await look(redis)).toMatchObject({ rdb: { lastStatus: 'err' }, counters: { bgsave: { calls: 0 } } });
});

test('refused for ever: no changes, no attempt', async () => {
  const redis = kept(await startRedis());
  await recipes.refuseForEver(redis);
  expect(await look(redis)).toMatchObject({ ...REFUSED, rdb: { changesSinceLastSave: 0, attempts: attempts(2) } });
});

test('the AOF cannot be written: PING names it, the guard does not matter', async () => {
  const redis = kept(await recipes.startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] }));
  recipes.fillDisk(redis);
  await recipes.writeUntilAofRefuses(redis);
  await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
  const facts = await look(redis);
  expect(facts).toMatchObject({
    aof: { enabled: true, lastWriteStatus: 'err' },
    rdb: { lastStatus: 'ok' },
    ping: { kind: 'refused', cause: 'aof' },
    config: { savePoints: { value: [] }, guard: { value: 'no' } },
  });
  recipes.freeDisk(redis);
  await eventually('writes accepted again', async () => (await look(redis)).ping.kind === 'pong');
});

test('an AOF rewrite is active: BGSAVE is refused or scheduled', async () => {
  const redis = kept(await recipes.startStuckRewrite());
  expect(await look(redis)).toMatchObject({
    aof: { rewriteInProgress: true },
    rdb: { inProgress: false, keysDone: null },
  });
  const connection = connectRedis(targetOf(redis), TIMEOUTS);
  connections.push(connection);
  expect(await connection.bgsave({ schedule: false })).toEqual({ kind: 'child-active' });
  expect(await connection.bgsave({ schedule: true })).toEqual({ kind: 'scheduled' });
  await recipes.signalChild(redis, 'SIGCONT');
  await eventually('the scheduled save', async () => (await look(redis)).rdb.lastDurationSeconds !== null);
  expect(await look(redis)).toMatchObject({ ...HEALTHY, rdb: { attempts: attempts(1) } });
});

test('a replica tells its primary and its link', async () => {
  const primary = kept(await startRedis());
  const replica = kept(await recipes.startReplicaOf(primary));
  expect(await look(replica)).toMatchObject({
    server: { role: 'replica' },
    replication: { primaryAddress: `127.0.0.1:${primary.port}`, linkUp: true },
  });
  expect(await look(primary)).toMatchObject({ server: { role: 'master' }, replication: { connectedReplicas: 1 } });
});

test('while loading INFO works and PING proves nothing', async () => {
  const redis = kept(await startRedis());
  await recipes.restartLoading(redis);
  const facts = await look(redis);
  expect(facts.loading.active).toBe(true);
  expect(facts.ping).toMatchObject({ kind: 'unknown', reason: 'Redis is still loading its data.' });
  const connection = connectRedis(targetOf(redis), TIMEOUTS);
  connections.push(connection);
  expect(await connection.bgsave({ schedule: false })).toEqual({ kind: 'loading' });
});

test('without CONFIG every setting is unknown with its reason', async () => {
  const redis = kept(await startRedis({ args: recipes.withoutCommand('CONFIG') }));
  const reason = 'Not readable: CONFIG is not available on this server (renamed or disabled).';
  expect(await look(redis)).toMatchObject({
    ping: { kind: 'pong' },
    config: { guard: { value: null, reason }, savePoints: { value: null, reason }, dir: { value: null, reason } },
  });
});

test('without the right to CONFIG GET the reason names the user', async () => {
  const redis = kept(await startRedis());
  await recipes.addUser(redis, 'observer', 'pw', ['-@all', '+info']);
  const facts = await look(redis, { username: 'observer', password: 'pw' });
  expect(facts.config.guard).toMatchObject({
    value: null,
    reason: 'Not readable: user "observer" may not run config|get.',
  });
  expect(facts.ping).toMatchObject({ kind: 'unknown', reason: 'User "observer" may not run ping.' });
});

test('after a test no directory of a small disk is left', async () => {
  const redis = await recipes.startOnSmallDisk();
  await redis.stop();
  expect(existsSync(redis.dir)).toBe(false);
});
