import { expect, test } from 'vitest';
import { callsOf, guardOf } from '../support/action-bench';
import { OPERATOR } from '../support/a-savepoint';
import { endings } from '../support/endings';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { startSentinel } from '../support/sentinel';
import { watchedFleet } from '../support/watched-fleet';

const toEnd = endings();

function kept<T extends { stop(): Promise<void> }>(one: T): T {
  toEnd.push(() => one.stop());
  return one;
}

const OFF = {
  value: 'no',
  expected: 'yes',
  reason: 'checkout down',
  until: null,
  rewrite: false,
  runId: null,
} as const;
const NOTE_OF_HEIR =
  /^Before it became a primary this server replicated orders \(127\.0\.0\.1:\d+\), where oncall-1 switched/;

/** Orders, which cannot save and has its guard off, and the replica that may take over; the ones of `watched` are watched. */
async function overridden(watched: readonly ('orders' | 'standby')[] = ['orders', 'standby']) {
  const orders = kept(await startRedis());
  const standby = kept(await recipes.startReplicaOf(orders));
  const urls = { orders: orders.url, standby: standby.url };
  const fleet = await watchedFleet(Object.fromEntries(watched.map((id) => [id, urls[id]])));
  toEnd.push(() => fleet.dispose());
  const [old, heir] = [fleet.one('orders'), fleet.one('standby')];
  await recipes.refuseWrites(orders);
  await old.state('rejecting-writes');
  const switched = await fleet.savepoint.setStopWrites('orders', { ...OFF, confirm: 'orders' }, OPERATOR);
  expect(switched).toMatchObject({ ok: true });
  await old.polls(2);
  if (watched.includes('standby')) {
    await heir.until('the link', ({ replication }) => replication.linkUp === true);
    await heir.polls(2);
  }
  return { orders, standby, fleet, old, heir };
}

test('an override stays with the server it was made on: who is promoted has its own guard, and keeps it', async () => {
  const { orders, standby, old, heir } = await overridden();
  await orders.kill();
  await standby.cli('REPLICAOF', 'NO', 'ONE');
  expect((await heir.event('role-changed')).detail).toMatchObject({ from: 'replica', to: 'master' });
  const promoted = await heir.until('the new master', ({ server }) => server.role === 'master');
  expect(promoted.guard).toMatchObject({ value: 'yes', override: null });
  await heir.until('the note', ({ guard }) => NOTE_OF_HEIR.test(guard.failoverNote ?? ''));
  // Not seen, so not over: nobody knows what became of it.
  expect(await old.state('unreachable')).toMatchObject({
    guard: {
      override: { by: OPERATOR.name },
      failoverNote: expect.stringMatching(/^standby \(\S+\) replicated this server.*The guard is on there/) as string,
    },
  });

  recipes.healDisk(orders);
  await orders.restart({ args: ['--replicaof', '127.0.0.1', String(standby.port)] });
  expect((await old.event('role-changed')).detail).toMatchObject({ from: 'master', to: 'replica' });
  await old.event('override-lost');
  const demoted = await old.until('facts', ({ problem }) => problem === null);
  expect(demoted.guard).toMatchObject({ value: 'yes', override: null, failoverNote: null });
  await heir.until('no note', ({ guard }) => guard.failoverNote === null);
  await heir.polls(3);
  expect(await guardOf(standby)).toBe('yes');
  expect([await callsOf(standby, 'config|set'), await callsOf(orders, 'config|set')]).toEqual([0, 0]);
});

test('after a failover of Sentinel the new primary tells that the override stays with the one before it', async () => {
  const { orders, old, heir } = await overridden();
  const sentinel = kept(await startSentinel(orders));
  await orders.kill();
  expect((await heir.event('role-changed')).detail).toMatchObject({ from: 'replica', to: 'master' });
  expect(sentinel.output()).toMatch(/\+promoted-slave|\+failover-state/);
  const promoted = await heir.until('the note', ({ guard }) => guard.failoverNote !== null);
  expect(promoted.guard.failoverNote).toMatch(NOTE_OF_HEIR);
  expect((await old.state('unreachable')).guard.failoverNote).toMatch(/^standby/);
}, 60_000);

test('one that is demoted alive keeps its override, and both tell what that means', async () => {
  const { orders, standby, old, heir } = await overridden();
  await standby.cli('REPLICAOF', 'NO', 'ONE');
  await standby.cli('CONFIG', 'SET', 'repl-diskless-sync-delay', '0');
  // What the old primary alone was told makes it ask for everything again, and its disk takes no file.
  await orders.cli('SET', 'late', '1');
  await orders.cli('CONFIG', 'SET', 'repl-diskless-load', 'swapdb');
  await orders.cli('REPLICAOF', '127.0.0.1', String(standby.port));
  const demoted = await old.until('the link', ({ replication }) => replication.linkUp === true);
  expect(demoted.guard).toMatchObject({ value: 'no', override: { by: OPERATOR.name } });
  const tells =
    /^This server was a primary when its guard was switched off.*standby \(\S+\) replicated this server.*guard is on there/;
  await old.until('the note', ({ guard }) => tells.test(guard.failoverNote ?? ''));
  await heir.until('the note', ({ guard }) => NOTE_OF_HEIR.test(guard.failoverNote ?? ''));
  await standby.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
  await heir.until('no note', ({ guard }) => guard.failoverNote === null);
  await old.until('the guard there', ({ guard }) => /The guard is off there as well/.test(guard.failoverNote ?? ''));
  await orders.cli('REPLICAOF', 'NO', 'ONE');
  await standby.cli('REPLICAOF', '127.0.0.1', String(orders.port));
  await old.until('no note', ({ guard }) => guard.failoverNote === null && guard.override !== null);
}, 60_000);

test('where nobody saw who took over, none is named: the one that was demoted tells of itself', async () => {
  const { orders, standby, old } = await overridden(['orders']);
  await standby.cli('REPLICAOF', 'NO', 'ONE');
  await orders.cli('REPLICAOF', '127.0.0.1', String(standby.port));
  const demoted = await old.until('the note', ({ guard }) => guard.failoverNote !== null);
  expect(demoted.guard.failoverNote).toMatch(/once it is promoted again\.$/);
});
