import { afterEach, describe, expect, test } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { OPERATOR } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import * as recipes from '../support/recipes';
import { firstLineOfPing } from '../support/resp';
import { startRedis, type RedisServer } from '../support/redis-server';
import { isSince } from '../support/this-release';
import { startSentinel } from '../support/sentinel';
import { watchedFleet, type WatchedFleet } from '../support/watched-fleet';

const cleanups: (() => unknown)[] = [];
const fleets: WatchedFleet[] = [];
afterEach(async () => {
  await Promise.all(fleets.splice(0).map((fleet) => fleet.dispose()));
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

function kept<T extends { stop(): Promise<void> }>(server: T): T {
  cleanups.push(() => server.stop());
  return server;
}

async function watching(servers: Readonly<Record<string, RedisServer>>): Promise<WatchedFleet> {
  const urls = Object.entries(servers).map(([id, { url }]) => [id, url] as const);
  const fleet = await watchedFleet(Object.fromEntries(urls));
  fleets.push(fleet);
  await Promise.all(urls.map(([id]) => fleet.one(id).until('facts', (seen) => seen.observedAt !== null)));
  return fleet;
}

const isGone = (redis: RedisServer): Promise<boolean> =>
  firstLineOfPing(redis.port).then(
    () => false,
    () => true,
  );

describe('a replica whose own save failed crashes at the next replicated write (7.0+)', () => {
  test.skipIf(!isSince('7.0'))('Savepoint warns before, tells that it is gone, and tells the restart', async () => {
    const primary = kept(await startRedis());
    const replica = kept(await recipes.startReplicaOf(primary));
    const fleet = await watching({ primary, replica });
    const watched = fleet.one('replica');
    recipes.breakDisk(replica);
    await replica.cli('BGSAVE');
    const failing = await watched.state('not-saving');
    expect(failing.summary).toMatch(/will crash at its next replicated write/);
    expect(failing.writes.availability).toBe('read-only');
    await eventually('the failed save', async () => (await watched.history()).length === 1);

    await primary.cli('SET', 'k', 'v');
    await watched.state('unreachable');
    expect(replica.log()).toMatch(/Guru Meditation: Replica was unable to write command to disk/);
    expect(await isGone(replica)).toBe(true);

    recipes.healDisk(replica);
    await replica.restart();
    await watched.event('restarted');
    await watched.until('the link', (seen) => seen.problem === null && seen.replication.linkUp === true);
    expect(await watched.history()).toEqual(['other-client failed child']);
    expect((await fleet.one('primary').events()).map(({ detail }) => detail.kind)).toEqual(['watch-started']);
    expect(await fleet.one('primary').history()).toEqual([]);
  });

  test.each([
    ['with its guard off', ['CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no']],
    ['told to ignore the disk', ['CONFIG', 'SET', 'replica-ignore-disk-write-errors', 'yes']],
  ])('%s it lives on, and is not said to crash', async (_case, command) => {
    const primary = kept(await startRedis());
    const replica = kept(await recipes.startReplicaOf(primary));
    await replica.cli(...command);
    const fleet = await watching({ replica });
    recipes.breakDisk(replica);
    await replica.cli('BGSAVE');
    expect((await fleet.one('replica').state('not-saving')).summary).not.toMatch(/crash/);
    await primary.cli('SET', 'k', 'v');
    await eventually('the write on the replica', async () => (await replica.cli('GET', 'k')) === 'v');
    expect(await isGone(replica)).toBe(false);
  });
});

test('Sentinel fails over because PING is refused: both are told as they are, and nothing is invented', async () => {
  const orders = kept(await startRedis());
  // As by default from 7.0 on: by way of the disk a full copy is a save.
  const standby = kept(await recipes.startReplicaOf(orders, { args: ['--repl-diskless-sync', 'yes'] }));
  const fleet = await watching({ orders, standby });
  const [old, heir] = [fleet.one('orders'), fleet.one('standby')];
  const sentinel = kept(await startSentinel(orders));
  await recipes.refuseWrites(orders);
  await old.state('rejecting-writes');

  const promoted = await heir.event('role-changed');
  expect(promoted.detail).toMatchObject({ from: 'replica', to: 'master' });
  await eventually('the switch', () => /\+sdown master orders[\s\S]*\+switch-master orders/.test(sentinel.output()));
  const now = await heir.until('the new master', (seen) => seen.server.role === 'master');
  expect(now.writes).toMatchObject({ availability: 'accepted', evidence: 'ping' });

  // Sentinel does not demote what refuses its PING: there are two masters, and one of them refuses.
  const oldAddress = `127.0.0.1:${orders.port}`;
  await eventually('the old master down', () => sentinel.output().includes(`+sdown slave ${oldAddress}`));
  await old.polls(2);
  expect(await old.until('facts', (seen) => seen.problem === null)).toMatchObject({
    state: 'rejecting-writes',
    server: { role: 'master' },
    writes: { availability: 'rejected', cause: 'rdb', evidence: 'ping' },
  });
  expect((await old.events()).map(({ detail }) => detail.kind)).toEqual(['watch-started', 'refusals-started']);
  expect(await old.history()).toEqual(['other-client failed child']);

  recipes.healDisk(orders);
  await recipes.save(orders);
  await old.event('refusals-ended');
  // Sentinel does this as well, some twenty seconds later.
  await standby.cli('CONFIG', 'SET', 'repl-diskless-sync-delay', '0');
  await orders.cli('REPLICAOF', '127.0.0.1', String(standby.port));
  expect((await old.event('role-changed')).detail).toMatchObject({ from: 'master', to: 'replica' });
  await old.until('the link', (seen) => seen.replication.linkUp === true);
  await old.polls(3);
  expect(await old.history()).toEqual(['other-client saved', 'other-client failed child']);
  expect((await heir.events()).map(({ detail }) => detail.kind)).toEqual(['watch-started', 'role-changed']);
  expect(await heir.history()).toEqual([]);
  expect([...(await old.audit()), ...(await heir.audit())]).toEqual([]);
}, 60_000);

describe('a full synchronisation of a replica', () => {
  test('without disk (the default of 7.0) is no save, neither while it runs nor afterwards', async () => {
    const primary = kept(await startRedis({ args: ['--repl-diskless-sync', 'yes'] }));
    await recipes.addKeys(primary, 3000);
    const fleet = await watching({ primary });
    const watched = fleet.one('primary');
    await recipes.slowSaves(primary, 300);
    const starting = recipes.startReplicaOf(primary);
    const stopped = starting.then(
      (replica) => () => replica.stop(),
      () => () => undefined,
    );
    cleanups.push(async () => (await stopped)());
    await recipes.signalChild(primary, 'SIGSTOP');
    await watched.polls(5);
    expect(await recipes.infoField(primary, 'rdb_bgsave_in_progress')).toBe('1');
    const during = await watched.until('facts', (seen) => seen.problem === null);
    expect([during.state, during.save]).toEqual(['at-risk', null]);
    await recipes.signalChild(primary, 'SIGCONT');
    await starting;
    await watched.until('the replica', (seen) => seen.replication.connectedReplicas === 1);
    await eventually('its end', async () => (await recipes.infoField(primary, 'rdb_bgsave_in_progress')) === '0');
    await watched.polls(3);
    expect(await watched.history()).toEqual([]);
    expect((await watched.until('facts', (seen) => seen.problem === null)).rdb.lastGoodSaveAt).toBeNull();
    expect(primary.log()).toMatch(/Starting BGSAVE for SYNC with target: replicas sockets/);
    expect(fleet.changes.filter(({ kind }) => kind === 'save')).toEqual([]);
    const shown = fleet.changes.flatMap((change) => (change.kind === 'instance' ? [change.view(EN)] : []));
    expect(shown.filter(({ state, save }) => state === 'saving' || save !== null)).toEqual([]);
  });

  test('by way of the disk is a save, and a replica asked for it', async () => {
    const primary = kept(await startRedis({ args: ['--repl-diskless-sync', 'no'] }));
    await recipes.addKeys(primary, 10);
    const fleet = await watching({ primary });
    const watched = fleet.one('primary');
    // Where attempts are not counted, a save in the second of the start cannot be told from the start.
    if (!isSince('7.0'))
      await eventually('another second', async () => Number(await recipes.infoField(primary, 'uptime_in_seconds')) > 2);
    kept(await recipes.startReplicaOf(primary));
    await eventually('the save', async () => (await watched.history()).length > 0);
    await watched.polls(3);
    expect(await watched.history()).toEqual(['replication saved']);
  });
});

describe('a BGSAVE that cannot be sent is refused in a sentence, and audited', () => {
  const BGSAVE = { schedule: false, reason: null, runId: null };

  test('the server has no BGSAVE', async () => {
    const orders = kept(await startRedis({ args: recipes.withoutCommand('BGSAVE') }));
    const fleet = await watching({ orders });
    const refused = await fleet.savepoint.triggerBgsave('orders', BGSAVE, OPERATOR);
    if (refused.ok) throw new Error('It was not refused.');
    expect(refused.refusal.code).toBe('not_possible');
    expect(refused.refusal.message).toMatch(/^Redis refused: .*BGSAVE.*\. Nothing was started\.$/);
    expect(refused.refusal.message).not.toMatch(/unknown command|ERR|beginning with/);
    await fleet.one('orders').polls(3);
    expect(await fleet.one('orders').history()).toEqual([]);
    expect(await fleet.one('orders').audit()).toMatchObject([
      { kind: 'bgsave', outcome: 'not-applied', message: refused.refusal.message },
    ]);
  });

  test('the user may not: the sentence names the user and the command', async () => {
    const orders = kept(await startRedis());
    await recipes.addUser(orders, 'looker', 'secret1', recipes.OBSERVER_RULES);
    const fleet = await watchedFleet({ orders: `redis://looker:secret1@127.0.0.1:${orders.port}` });
    fleets.push(fleet);
    await fleet.one('orders').until('facts', (seen) => seen.observedAt !== null);
    const refused = await fleet.savepoint.triggerBgsave('orders', BGSAVE, OPERATOR);
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        code: 'not_possible',
        message: 'Redis refused: User "looker" may not run bgsave. Nothing was started.',
      },
    });
    await fleet.one('orders').polls(3);
    expect(await fleet.one('orders').history()).toEqual([]);
    expect((await fleet.one('orders').audit()).map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['bgsave', 'not-applied'],
    ]);
  });
});
