import { afterEach, expect, test } from 'vitest';
import { callsOf, guardOf } from '../support/action-bench';
import { OPERATOR } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { watchedFleet } from '../support/watched-fleet';

const SLOTS = 16_384;

const toEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

/** Three masters that share the slots. */
async function startCluster(): Promise<readonly [RedisServer, RedisServer, RedisServer]> {
  // Else each takes the port 10,000 above its own for the others, which is among those that the system gives to anybody.
  const buses = [await freePort(), await freePort(), await freePort()] as const;
  const node = async (bus: number): Promise<RedisServer> => {
    const redis = await startRedis({ args: ['--cluster-enabled', 'yes', '--cluster-port', String(bus)] });
    toEnd.push(() => redis.stop());
    return redis;
  };
  const nodes = [await node(buses[0]), await node(buses[1]), await node(buses[2])] as const;
  const share = Math.ceil(SLOTS / nodes.length);
  for (const [index, one] of nodes.entries()) {
    const last = Math.min(SLOTS, (index + 1) * share) - 1;
    await one.cli('CLUSTER', 'ADDSLOTSRANGE', String(index * share), String(last));
    if (index > 0) await one.cli('CLUSTER', 'MEET', '127.0.0.1', String(nodes[0].port), String(buses[0]));
  }
  await eventually('the cluster', async () => {
    const told = await Promise.all(nodes.map((one) => one.cli('CLUSTER', 'INFO')));
    return told.every((text) => /cluster_state:ok[\s\S]*cluster_known_nodes:3/.test(text));
  });
  return nodes;
}

test('each node of a cluster is an instance of its own: one refuses, and one alone is changed', async () => {
  const [one, two, three] = await startCluster();
  const fleet = await watchedFleet({ one: one.url, two: two.url, three: three.url });
  toEnd.push(() => fleet.dispose());
  for (const id of ['one', 'two', 'three']) await fleet.one(id).polls(2);

  recipes.breakDisk(two);
  await recipes.save(two, 'err');
  expect(await fleet.one('two').state('rejecting-writes')).toMatchObject({ guard: { value: 'yes', helps: true } });
  for (const id of ['one', 'three']) {
    await fleet.one(id).polls(2);
    expect(fleet.savepoint.instance(id)).toMatchObject({ problem: null, writes: { availability: 'accepted' } });
  }

  const off = { value: 'no', expected: 'yes', confirm: 'two', reason: 'checkout down' } as const;
  const changed = await fleet.savepoint.setStopWrites(
    'two',
    { ...off, until: null, rewrite: false, runId: null },
    OPERATOR,
  );
  expect(changed).toMatchObject({ ok: true, value: { action: { outcome: 'applied' } } });
  expect(await Promise.all([one, two, three].map(guardOf))).toEqual(['yes', 'no', 'yes']);
  expect(await Promise.all([one, two, three].map((node) => callsOf(node, 'config|set')))).toEqual([0, 1, 0]);
  // Nothing that Savepoint asks has a key: no node sends it elsewhere, and it asks for no map of the cluster.
  for (const node of [one, two, three]) {
    expect(await node.cli('INFO', 'errorstats')).not.toMatch(/MOVED|ASK|CLUSTERDOWN/);
    expect(await callsOf(node, 'cluster|slots')).toBe(0);
  }
});
