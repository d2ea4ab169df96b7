import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually';
import { infoField, save } from '../support/recipes';
import { startRedis, type RedisOptions, type RedisServer } from '../support/redis-server';
import { watchedFleet, type Watched, type WatchedFleet } from '../support/watched-fleet';

const servers: RedisServer[] = [];
const fleets: WatchedFleet[] = [];
afterEach(async () => {
  await Promise.all(fleets.splice(0).map((fleet) => fleet.dispose()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function aRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const redis = await startRedis(options);
  servers.push(redis);
  return redis;
}

/** Watches one server, from its first facts on. */
async function watching(redis: RedisServer, dataDir?: string): Promise<Watched & { stop(): Promise<string> }> {
  const fleet = await watchedFleet({ orders: redis.url }, dataDir === undefined ? {} : { dataDir });
  fleets.push(fleet);
  const orders = fleet.one('orders');
  await orders.until('facts', (seen) => seen.observedAt !== null);
  const stop = async (): Promise<string> => {
    fleets.splice(fleets.indexOf(fleet), 1);
    await fleet.stop();
    return fleet.dataDir;
  };
  return { ...orders, stop };
}

/** Redis tells whole seconds: a save in the very second of the last one, or of the start, could not be told from it. */
async function nextSecond(redis: RedisServer, orders: Watched): Promise<void> {
  await eventually('the next second of Redis', async () => {
    const [now = '0'] = (await redis.cli('TIME')).split('\n');
    return Number(now) > Number(await redis.cli('LASTSAVE'));
  });
  await orders.polls(2);
}

const kindsOf = async (orders: Watched): Promise<readonly string[]> =>
  (await orders.events()).map((event) => event.detail.kind);

describe('what somebody else changed', () => {
  test('the role, there and back; nobody changed a setting, and nothing was saved', async () => {
    const redis = await aRedis();
    const primary = await aRedis();
    await primary.cli('CONFIG', 'SET', 'repl-diskless-sync-delay', '0');
    const orders = await watching(redis);
    await redis.cli('REPLICAOF', '127.0.0.1', String(primary.port));
    expect((await orders.event('role-changed')).detail).toMatchObject({ from: 'master', to: 'replica' });
    const replica = await orders.until('the link', (seen) => seen.replication.linkUp === true);
    expect(replica).toMatchObject({ server: { role: 'replica' }, writes: { availability: 'read-only' } });
    await redis.cli('REPLICAOF', 'NO', 'ONE');
    expect((await orders.event('role-changed', 2)).detail).toMatchObject({ from: 'replica', to: 'master' });
    await orders.polls(3);
    expect(await kindsOf(orders)).toEqual(['watch-started', 'role-changed', 'role-changed']);
    expect(await orders.audit()).toEqual([]);
    expect(await orders.history()).toEqual([]);
  });

  test('the save points: an event, and an entry of the audit with both values', async () => {
    const redis = await aRedis();
    const orders = await watching(redis);
    await redis.cli('CONFIG', 'SET', 'save', '900 1 60 10000');
    const event = await orders.event('save-points-changed');
    expect(event.detail).toEqual({
      kind: 'save-points-changed',
      from: [{ seconds: 3600, changes: 1 }],
      to: [
        { seconds: 900, changes: 1 },
        { seconds: 60, changes: 10_000 },
      ],
    });
    await redis.cli('CONFIG', 'SET', 'save', '');
    expect((await orders.event('save-points-changed', 2)).detail.to).toEqual([]);
    expect((await orders.audit()).map(({ kind, message, actor }) => [kind, actor.kind, message])).toEqual([
      ['changed-outside', 'system', 'The save points changed from "3600 1" to "900 1 60 10000".'],
      ['changed-outside', 'system', 'The save points changed from "900 1 60 10000" to "".'],
    ]);
    expect((await orders.audit())[0]?.at).toBe(event.to);
  });

  test('the directory and the name of the dump file', async () => {
    const redis = await aRedis({ args: ['--enable-protected-configs', 'yes'] });
    const other = join(redis.dir, 'other');
    mkdirSync(other);
    const orders = await watching(redis);
    await redis.cli('CONFIG', 'SET', 'dir', other);
    expect((await orders.event('dir-changed')).detail).toMatchObject({ from: redis.dir, to: other });
    await redis.cli('CONFIG', 'SET', 'dbfilename', 'other.rdb');
    expect((await orders.event('dbfilename-changed')).detail).toMatchObject({ from: 'dump.rdb', to: 'other.rdb' });
    expect((await orders.audit()).map(({ kind }) => kind)).toEqual(['changed-outside', 'changed-outside']);
  });

  test('the guard, off and on again: each is an event and an entry', async () => {
    const redis = await aRedis();
    const orders = await watching(redis);
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    const off = await orders.event('guard-changed');
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'yes');
    const on = await orders.event('guard-changed', 2);
    expect([off.detail, on.detail]).toMatchObject([
      { from: 'yes', to: 'no', actionId: null },
      { from: 'no', to: 'yes', actionId: null },
    ]);
    expect(off.to - off.from).toBeGreaterThan(0);
    expect(off.to).toBeLessThanOrEqual(on.from);
    expect((await orders.audit()).map(({ kind, message }) => [kind, message])).toEqual([
      ['changed-outside', expect.stringContaining('from yes to no, outside Savepoint')],
      ['changed-outside', expect.stringContaining('from no to yes, outside Savepoint')],
    ]);
  });
});

test('counters are reset: told once, no save is invented, and the next save is counted as one', async () => {
  const redis = await aRedis();
  await redis.cli('SET', 'k', 'v');
  const orders = await watching(redis);
  await nextSecond(redis, orders);
  await save(redis);
  await eventually('the save', async () => (await orders.history()).length === 1);
  await redis.cli('CONFIG', 'RESETSTAT');
  await orders.event('counters-reset');
  await orders.polls(3);
  expect(await orders.history()).toEqual(['other-client saved']);
  expect(await orders.until('it to be saved', (seen) => seen.state === 'saved')).toMatchObject({ problem: null });
  await nextSecond(redis, orders);
  await redis.cli('SET', 'k', 'w');
  await save(redis);
  await eventually('the second save', async () => (await orders.history()).length > 1);
  await orders.polls(3);
  expect((await orders.saves()).map(({ outcome, attempts }) => [outcome, attempts])).toEqual([
    ['saved', 1],
    ['saved', 1],
  ]);
  expect(await kindsOf(orders)).toEqual(['watch-started', 'counters-reset']);
});

describe('time that nobody watched is a gap', () => {
  test('Redis did not answer', async () => {
    const redis = await aRedis();
    const orders = await watching(redis);
    await redis.kill('SIGSTOP');
    const hung = await orders.state('unreachable');
    await orders.until(
      'a silence longer than the stale limit',
      ({ observedAt, staleAfterMs }) => Date.now() - (observedAt ?? Infinity) > staleAfterMs,
    );
    await redis.kill('SIGCONT');
    const gap = await orders.event('gap');
    expect(gap.detail.why).toBe('no-answer');
    expect(gap.from).toBe(hung.observedAt);
    expect(gap.to - gap.from).toBeGreaterThan(hung.staleAfterMs);
    await orders.polls(3);
    expect(await kindsOf(orders)).toEqual(['watch-started', 'gap']);
    expect(await orders.history()).toEqual([]);
  });

  test('Savepoint was stopped: what happened meanwhile is counted behind it', async () => {
    const redis = await aRedis();
    const before = await watching(redis);
    await nextSecond(redis, before);
    const seen = await before.until('facts', ({ observedAt }) => observedAt !== null);
    const dataDir = await before.stop();
    await save(redis);
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    const stoppedAt = Number(await infoField(redis, 'uptime_in_seconds'));
    // Whole seconds: from a difference of 7 on, more than 6 s have passed.
    await eventually(
      'more than the stale limit',
      async () => Number(await infoField(redis, 'uptime_in_seconds')) - stoppedAt >= 7,
    );
    const after = await watching(redis, dataDir);
    const gap = await after.event('gap');
    expect(gap.detail.why).toBe('savepoint-stopped');
    expect(gap.from).toBeGreaterThanOrEqual(seen.observedAt ?? Infinity);
    expect(gap.to - gap.from).toBeGreaterThan(seen.staleAfterMs);
    const guard = await after.event('guard-changed');
    expect([guard.from, guard.to]).toEqual([gap.from, gap.to]);
    await after.polls(3);
    expect(await kindsOf(after)).toEqual(['watch-started', 'gap', 'guard-changed']);
    expect(await after.history()).toEqual(['other-client saved']);
    expect((await after.audit()).map(({ kind }) => kind)).toEqual(['changed-outside']);
  });
});
