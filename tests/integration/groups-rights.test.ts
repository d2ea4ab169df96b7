import { expect, test } from 'vitest';
import { parseFile } from '../../lib/config/yaml-file';
import { announcingBy, type Announcer } from '../../lib/redis/announcing';
import { allowedOf, PASSWORD } from '../support/acl-guide';
import { startNode } from '../support/cluster';
import { endings } from '../support/endings';
import { groupAclLine, groupExamples } from '../support/group-guide';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { TIMEOUTS, targetOf } from '../support/redis-target';
import { startSentinel } from '../support/sentinel';

/* What the guide about groups says is read from it, and tried. */

const toEnd = endings();

function as(port: number, username: string): Announcer {
  const made = announcingBy(null).open(targetOf({ port }, { username, password: PASSWORD }), TIMEOUTS);
  toEnd.push(async () => made.close());
  return made;
}

test('the examples of the guide are read as they stand there', () => {
  const env = Object.fromEntries(
    ['SENTINEL_PASSWORD', 'ORDERS_OBSERVER', 'ORDERS_OPERATOR', 'CACHE_OBSERVER', 'CACHE_OPERATOR'].map((name) => [
      name,
      'x',
    ]),
  );
  const read = groupExamples().map((text) => parseFile(text, 'savepoint.yaml', env));
  expect(read.flatMap(({ problems }) => problems)).toEqual([]);
  expect(read.flatMap(({ groups }) => groups.map(({ kind }) => kind))).toEqual(['sentinel', 'cluster', 'sentinel']);
  expect(read.flatMap(({ groups }) => groups.flatMap(({ map }) => [...map.keys()]))).toEqual([
    '172.18.0.2:6379',
    '172.18.0.3:6379',
  ]);
});

test('the user of the guide may ask a Sentinel for its group, and nothing else', async () => {
  const primary = await startRedis();
  toEnd.push(() => primary.stop());
  const replica = await recipes.startReplicaOf(primary);
  toEnd.push(() => replica.stop());
  const sentinel = await startSentinel(primary);
  toEnd.push(() => sentinel.stop());
  const line = groupAclLine('sentinel');
  expect(await sentinel.cli(...line)).toBe('OK');
  expect(await as(sentinel.port, 'savepoint').sentinel('orders')).toMatchObject({
    ok: true,
    answer: { primary: { port: primary.port }, replicas: [{ port: replica.port }] },
  });
  const refused = ['SENTINEL FAILOVER orders', 'SENTINEL REMOVE orders', 'SENTINEL MASTERS', 'ACL LIST', 'SHUTDOWN'];
  expect(await allowedOf({ ...primary, port: sentinel.port }, 'savepoint', refused)).toEqual([]);

  for (const [right, told] of [
    ['+sentinel|master', /"savepoint" may not run sentinel\|master/],
    ['+sentinel|replicas', /"savepoint" may not run sentinel\|replicas/],
  ] as const) {
    await sentinel.cli(...line.filter((word) => word !== right));
    const without = await as(sentinel.port, 'savepoint').sentinel('orders');
    expect(without).toEqual({ ok: false, problem: expect.stringMatching(told) as string });
  }
});

test('the observer of the guide may ask a node for its cluster', async () => {
  const node = await startNode((each) => toEnd.push(() => each.stop()));
  expect(await node.cli(...groupAclLine('observer-in-a-cluster'))).toBe('OK');
  expect(await as(node.port, 'observer').cluster(false)).toMatchObject({
    ok: true,
    answer: { nodes: [{ host: '127.0.0.1', port: node.port }], isWell: false },
  });
  const changes = ['CLUSTER FAILOVER', 'CLUSTER RESET', 'CLUSTER MEET 127.0.0.1 1', 'CONFIG SET dir /', 'GET k'];
  expect(await allowedOf(node, 'observer', changes)).toEqual([]);
  await node.cli(...groupAclLine('observer-in-a-cluster').filter((word) => word !== '+cluster|info'));
  expect(await as(node.port, 'observer').cluster(false)).toMatchObject({ ok: true, answer: { isWell: null } });
});
