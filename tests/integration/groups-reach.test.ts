import { expect, test } from 'vitest';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import { aClusterGroup, aSentinelGroup, idOn } from '../support/a-group';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { callsOf, guardOf, runIdOf } from '../support/action-bench';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeSentinel, type Announced } from '../support/fake-sentinel';
import * as recipes from '../support/recipes';
import { freePort } from '../support/processes';
import { startRedis } from '../support/redis-server';
import { startSentinel } from '../support/sentinel';
import { rowsOf } from '../support/store-place';

/* Groups that announce addresses which lead nowhere from here, members that are the same server, and those that are announced no more. */

const toEnd = endings();

function kept<T extends { stop(): Promise<void> }>(one: T): T {
  toEnd.push(() => one.stop());
  return one;
}

async function watching(...[instances, options]: Parameters<typeof aSavepoint>): Promise<TestSavepoint> {
  const watch = await aSavepoint(instances, { pollIntervalMs: 100, ...options });
  toEnd.push(() => watch.stop());
  return watch;
}

/** Waits until what is told of it holds. */
const until = ({ savepoint }: TestSavepoint, id: string, holds: (seen: InstanceView) => boolean) =>
  eventually(`${id} to be so`, () => {
    const seen = savepoint.instance(id);
    return seen !== null && holds(seen) ? seen : null;
  });
const ids = ({ savepoint }: TestSavepoint): readonly string[] => savepoint.instances().map(({ id }) => id);

// Nobody is there (RFC 5737, TEST-NET-3).
const NOWHERE = '203.0.113.7';
const off = (name: string, runId: string) =>
  ({
    value: 'no',
    expected: 'yes',
    reason: 'checkout down',
    until: null,
    rewrite: false,
    confirm: name,
    runId,
  }) as const;

test('a Sentinel group behind NAT: nodes are named as it announces them, and reached where the map says', async () => {
  const primary = kept(await startRedis());
  const announcing = ['--replica-announce-ip', NOWHERE, '--replica-announce-port', '6379'];
  const replica = kept(await recipes.startReplicaOf(primary, { args: announcing }));
  const sentinel = kept(await startSentinel(primary));
  const map = new Map([[`${NOWHERE}:6379`, { host: '127.0.0.1', port: replica.port }]]);
  const outbound = [sentinel.port, primary.port, replica.port].map(
    (port) => ({ kind: 'subnet', address: '127.0.0.1', prefix: 32, family: 'ipv4', port }) as const,
  );
  const watch = await watching([], { groups: [aSentinelGroup([sentinel.port], { map })], outbound });
  const seen = await until(watch, 'shop-203-0-113-7-6379', ({ server }) => server.runId !== null);
  expect(seen).toMatchObject({
    name: `shop ${NOWHERE}:6379`,
    address: `127.0.0.1:${replica.port}`,
    group: { role: 'replica', announced: true },
    server: { role: 'replica', runId: await runIdOf(replica) },
  });
  const changed = await watch.savepoint.setStopWrites(seen.id, off(seen.name, seen.server.runId ?? ''), OPERATOR);
  expect(changed).toMatchObject({ ok: true, value: { action: { outcome: 'applied' } } });
  expect([await guardOf(primary), await guardOf(replica)]).toEqual(['yes', 'no']);

  // Where the map leads has to be allowed as well: what is announced does not count then.
  const strict = await watching([], {
    groups: [aSentinelGroup([sentinel.port], { map })],
    outbound: outbound.filter(({ port }) => port !== replica.port),
  });
  await eventually('the problem', () =>
    strict.savepoint
      .groups()[0]
      ?.problems.includes(
        `${NOWHERE}:6379, reached at 127.0.0.1:${replica.port}, is announced and not followed: SAVEPOINT_OUTBOUND does not name it.`,
      ),
  );
});

test('a cluster behind NAT: its node is asked and watched where the map says', async () => {
  const announcing = ['--cluster-announce-ip', NOWHERE, '--cluster-announce-port', '7001'];
  const bus = ['--cluster-port', String(await freePort())];
  const node = kept(await startRedis({ args: ['--cluster-enabled', 'yes', ...bus, ...announcing] }));
  await node.cli('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  await eventually('the cluster', async () => (await node.cli('CLUSTER', 'INFO')).includes('cluster_state:ok'));
  const map = new Map([[`${NOWHERE}:7001`, { host: '127.0.0.1', port: node.port }]]);
  const group = aClusterGroup([node.port], { map });
  const watch = await watching([], { groups: [group] });
  const id = 'cache-203-0-113-7-7001';
  expect(await until(watch, id, ({ server, group }) => server.runId !== null && group?.slots !== null)).toMatchObject({
    address: `127.0.0.1:${node.port}`,
    group: { role: 'master', slots: '0-16383' },
  });
  await eventually('it to be kept', () => rowsOf(watch.dataDir, 'select 1 from group_members').length === 1);
  // After a restart the nodes that are known are asked there, too.
  const after = await watching([], {
    groups: [{ ...group, nodes: [{ kind: 'tcp', host: '127.0.0.1', port: await freePort(), tls: false }] }],
    dataDir: watch.copyData(),
  });
  await until(after, id, (seen) => seen.group?.announced === true);
});

test('one server under two names: each tells it of the other, as long as that is so', async () => {
  const primary = kept(await startRedis());
  const replica = kept(await recipes.startReplicaOf(primary));
  const says: Announced = { primary: ['127.0.0.1', primary.port], replicas: [['127.0.0.1', replica.port]] };
  const sentinel = kept(await startFakeSentinel(says));
  const instance = anInstance(primary.url, { id: 'orders', name: 'orders' });
  const watch = await watching([instance], { groups: [aSentinelGroup([sentinel.port])] });
  const [member, other] = [idOn(primary.port), idOn(replica.port)];
  const told = await until(watch, 'orders', ({ watchedTwice }) => watchedTwice !== null);
  expect(told.watchedTwice).toContain(`the same Redis process as shop 127.0.0.1:${primary.port}:`);
  expect((await until(watch, member, ({ watchedTwice }) => watchedTwice !== null)).watchedTwice).toContain(
    'as orders:',
  );
  expect((await until(watch, other, ({ server }) => server.runId !== null)).watchedTwice).toBeNull();
  Object.assign(says, { primary: ['127.0.0.1', replica.port], replicas: [] });
  await until(watch, member, ({ group }) => group?.announced === false);
  expect(await watch.savepoint.remove(member, OPERATOR)).toMatchObject({ ok: true });
  await until(watch, 'orders', ({ watchedTwice }) => watchedTwice === null);
});

test('one that is no longer announced is taken out by hand, and no other member', async () => {
  const primary = kept(await startRedis());
  const replica = kept(await recipes.startReplicaOf(primary));
  const says: Announced = { primary: ['127.0.0.1', primary.port], replicas: [['127.0.0.1', replica.port]] };
  const sentinel = kept(await startFakeSentinel(says));
  const watch = await watching([], { groups: [aSentinelGroup([sentinel.port])] });
  const [first, gone] = [idOn(primary.port), idOn(replica.port)];
  await until(watch, gone, ({ group, server }) => group?.announced === true && server.runId !== null);
  expect(await watch.savepoint.remove(gone, OPERATOR)).toMatchObject({
    refusal: { code: 'not_possible', message: expect.stringContaining('is announced by its group') as string },
  });
  says.silent = true;
  await until(watch, gone, ({ group }) => group?.announced === null);
  expect(await watch.savepoint.remove(gone, OPERATOR)).toMatchObject({ refusal: { code: 'not_possible' } });
  Object.assign(says, { silent: false, replicas: [] });
  const left = await until(watch, gone, ({ group }) => group?.announced === false);
  expect(left.group?.message).toMatch(/an administrator can remove it before/);
  expect(await watch.savepoint.remove(gone, OPERATOR)).toEqual({ ok: true, value: null });
  expect(ids(watch)).toEqual([first]);

  const audit = (await watch.savepoint.listAudit({ instanceId: gone, limit: 10 })).rows;
  expect(audit.map(({ kind, actor }) => `${kind} ${actor.name}`)).toEqual(['removed oncall-1', 'registered savepoint']);
  expect((await watch.savepoint.listEvents({ instanceId: gone, limit: 50 })).rows.length).toBeGreaterThan(0);
  // It stays away over a restart, and is found again once it is announced again.
  const after = await watching([], { groups: [aSentinelGroup([sentinel.port])], dataDir: watch.copyData() });
  expect(ids(after)).toEqual([first]);
  Object.assign(says, { replicas: [['127.0.0.1', replica.port]] });
  await until(watch, gone, ({ group }) => group?.announced === true);
  expect(await callsOf(replica, 'config|set')).toBe(0);
});
