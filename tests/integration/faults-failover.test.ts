import { afterEach, expect, test } from 'vitest';
import { callsOf, guardOf } from '../support/action-bench';
import { OPERATOR } from '../support/a-savepoint';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { watchedFleet } from '../support/watched-fleet';

const toEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

function kept(redis: RedisServer): RedisServer {
  toEnd.push(() => redis.stop());
  return redis;
}

test('an override stays with the server it was made on: who is promoted has its own guard, and keeps it', async () => {
  const orders = kept(await startRedis());
  const standby = kept(await recipes.startReplicaOf(orders));
  const fleet = await watchedFleet({ orders: orders.url, standby: standby.url });
  toEnd.push(() => fleet.dispose());
  const [old, heir] = [fleet.one('orders'), fleet.one('standby')];
  await heir.until('the link', ({ replication }) => replication.linkUp === true);
  await recipes.refuseWrites(orders);
  await old.state('rejecting-writes');
  const off = { value: 'no', expected: 'yes', confirm: 'orders', reason: 'checkout down' } as const;
  const request = { ...off, until: null, rewrite: false, runId: null };
  expect(await fleet.savepoint.setStopWrites('orders', request, OPERATOR)).toMatchObject({ ok: true });

  await orders.kill();
  await standby.cli('REPLICAOF', 'NO', 'ONE');
  expect((await heir.event('role-changed')).detail).toMatchObject({ from: 'replica', to: 'master' });
  const promoted = await heir.until('the new master', ({ server }) => server.role === 'master');
  expect(promoted.guard).toMatchObject({ value: 'yes', override: null });
  // Not seen, so not over: nobody knows what became of it.
  expect(await old.state('unreachable')).toMatchObject({ guard: { override: { by: OPERATOR.name } } });

  recipes.healDisk(orders);
  await orders.restart({ args: ['--replicaof', '127.0.0.1', String(standby.port)] });
  expect((await old.event('role-changed')).detail).toMatchObject({ from: 'master', to: 'replica' });
  await old.event('override-lost');
  const demoted = await old.until('facts', ({ problem }) => problem === null);
  expect(demoted.guard).toMatchObject({ value: 'yes', override: null });
  await heir.polls(3);
  expect(await guardOf(standby)).toBe('yes');
  expect([await callsOf(standby, 'config|set'), await callsOf(orders, 'config|set')]).toEqual([0, 0]);
});
