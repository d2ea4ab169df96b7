import { expect, test } from 'vitest';
import type { GroupView } from '../../lib/domain/group/view-group';
import { aClusterGroup, idOn } from '../support/a-group';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { callsOf, guardOf, interrupted } from '../support/action-bench';
import { known, meet, startCluster, startNode, type ClusterNode } from '../support/cluster';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';

const DAY_MS = 86_400_000;
const SWITCH_OFF = {
  value: 'no',
  expected: 'yes',
  reason: 'checkout down',
  until: { kind: 'none', at: null },
  rewrite: false,
} as const;

const toEnd = endings();
const ending = (node: ClusterNode): unknown => toEnd.push(() => node.stop());

async function watching(options: NonNullable<Parameters<typeof aSavepoint>[1]>): Promise<TestSavepoint> {
  const watch = await aSavepoint([], { pollIntervalMs: 100, ...options });
  toEnd.push(() => watch.stop());
  return watch;
}

const idOf = ({ port }: ClusterNode): string => idOn(port, 'cache');
const ids = ({ savepoint }: TestSavepoint): string[] =>
  savepoint
    .instances()
    .map(({ id }) => id)
    .toSorted();

/** Waits until the cluster announces this of a node. */
async function announced(watch: TestSavepoint, node: ClusterNode, wanted: Partial<GroupView>): Promise<void> {
  await eventually(`${node.port} to be ${JSON.stringify(wanted)}`, () => {
    const group = watch.savepoint.instance(idOf(node))?.group ?? null;
    return group !== null && Object.entries(wanted).every(([key, value]) => Reflect.get(group, key) === value);
  });
}

/** Moves slots without keys from one to another, as every tool does it. */
async function reshard(from: ClusterNode, to: ClusterNode, slots: readonly number[], others: readonly ClusterNode[]) {
  const [fromId, toId] = [await from.id(), await to.id()];
  for (const slot of slots.map(String)) {
    await to.cli('CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId);
    await from.cli('CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId);
    for (const node of [to, from, ...others]) await node.cli('CLUSTER', 'SETSLOT', slot, 'NODE', toId);
  }
}

/** Each node's calls of what may be sent by an action, and what it was sent that it does not serve. */
async function sentTo(nodes: readonly ClusterNode[]): Promise<readonly string[]> {
  return Promise.all(
    nodes.map(async (node) => {
      expect(await node.cli('INFO', 'errorstats')).not.toMatch(/MOVED|ASK|CLUSTERDOWN/);
      return `${await callsOf(node, 'config|set')} ${await callsOf(node, 'bgsave')} ${await guardOf(node)}`;
    }),
  );
}

test('a cluster is registered once: nodes come, slots move, nodes go, and each stays what it is', async () => {
  const nodes = await startCluster(ending);
  const [one, two, three] = nodes;
  const four = await startNode(ending);
  let aheadMs = 0;
  // The first that is asked belongs to no cluster yet: it tells of itself alone, and nobody believes it.
  const groups = [aClusterGroup([four.port, three.port])];
  const watch = await watching({ groups, now: () => Date.now() + aheadMs });
  await announced(watch, one, { role: 'master', slots: '0-5461', announced: true });
  await announced(watch, three, { role: 'master', slots: '10924-16383' });
  expect(ids(watch)).toEqual(nodes.map(idOf).toSorted());

  await meet(four, one);
  await known([...nodes, four]);
  await announced(watch, four, { role: 'master', slots: null });
  await reshard(one, four, [0, 1], [two, three]);
  await announced(watch, four, { role: 'master', slots: '0-1' });
  await announced(watch, one, { slots: '2-5461' });

  // Emptied and left out, it tells of itself alone again.
  await reshard(four, two, [0, 1], [one, three]);
  const fourId = await four.id();
  for (const node of nodes) await node.cli('CLUSTER', 'FORGET', fourId);
  await four.cli('CLUSTER', 'RESET', 'HARD');
  await announced(watch, four, { announced: false, role: null });
  await announced(watch, two, { announced: true, slots: '0-1 5462-10923' });
  expect(ids(watch)).toHaveLength(4);
  aheadMs = DAY_MS;
  await eventually('it to be let go', () => !ids(watch).includes(idOf(four)));
  expect(ids(watch)).toEqual(nodes.map(idOf).toSorted());
  const { rows } = await watch.savepoint.listEvents({ instanceId: idOf(four), limit: 10 });
  expect(rows.length).toBeGreaterThan(0);
}, 60_000);

test('slots and roles move while a dialogue is open and while an action runs: both reach the node that was seen', async () => {
  const nodes = await startCluster(ending);
  const [one, two, three] = nodes;
  const heir = await startNode(ending);
  await meet(heir, one);
  await known([...nodes, heir]);
  // By default it waits five seconds for more replicas.
  await one.cli('CONFIG', 'SET', 'repl-diskless-sync-delay', '0');
  await heir.cli('CLUSTER', 'REPLICATE', await one.id());
  await eventually('the link', async () => (await heir.cli('INFO', 'replication')).includes('link_status:up'));

  const failedOver = async (): Promise<void> => {
    await reshard(one, three, [1], [two]);
    // Else it takes over what it does not know to have moved.
    await eventually('the heir to know', async () => (await heir.cli('CLUSTER', 'NODES')).includes(' 2-5461'));
    await heir.cli('CLUSTER', 'FAILOVER', 'TAKEOVER');
    await eventually('the failover', async () => (await one.cli('ROLE')).startsWith('slave'));
    // Savepoint has been told as well: who followed slots or roles would go there now.
    await announced(watch, heir, { role: 'master', slots: '2-5461' });
  };
  let moves = 0;
  const moving = async (): Promise<void> => {
    moves += 1;
    if (moves === 1) await failedOver();
  };
  const watch: TestSavepoint = await watching({
    groups: [aClusterGroup([one.port, two.port])],
    connect: interrupted(moving),
  });
  await announced(watch, heir, { role: 'replica', slots: '0-5461' });
  const id = idOf(one);
  const seen = await eventually('facts', () => watch.savepoint.instance(id)?.server.runId);
  const plan = await watch.savepoint.plan(id, { action: 'set-stop-writes', value: 'no' });
  expect(plan).toMatchObject({ ok: true, value: { runId: seen, role: 'master' } });
  await reshard(one, two, [0], [three]);
  await announced(watch, two, { slots: '0 5462-10923' });

  const all = [one, two, three, heir];
  const before = await sentTo(all);
  const request = { ...SWITCH_OFF, confirm: `cache 127.0.0.1:${one.port}`, runId: seen };
  const changed = await watch.savepoint.setStopWrites(id, request, OPERATOR);
  expect(changed).toMatchObject({ ok: true, value: { action: { runId: seen, outcome: 'applied' } } });
  expect(moves).toBe(1);
  await announced(watch, one, { role: 'replica', slots: '2-5461' });
  const saved = await watch.savepoint.triggerBgsave(id, { schedule: false, reason: null, runId: seen }, OPERATOR);
  expect(saved).toMatchObject({ ok: true, value: { action: { instanceId: id, runId: seen } } });
  const after = await sentTo(all);
  expect(after[0]).not.toBe(before[0]);
  expect(after[0]).toMatch(/ 1 no$/);
  expect(after.slice(1)).toEqual(before.slice(1));
}, 60_000);
