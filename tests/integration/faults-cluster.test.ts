import { expect, test } from 'vitest';
import { callsOf, guardOf } from '../support/action-bench';
import { OPERATOR } from '../support/a-savepoint';
import { startCluster } from '../support/cluster';
import { endings } from '../support/endings';
import * as recipes from '../support/recipes';
import { watchedFleet } from '../support/watched-fleet';

const toEnd = endings();

test('each node of a cluster is an instance of its own: one refuses, and one alone is changed', async () => {
  const [one, two, three] = await startCluster((node) => toEnd.push(() => node.stop()));
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
