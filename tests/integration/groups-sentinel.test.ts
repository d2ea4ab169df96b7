import { expect, test } from 'vitest';
import type { GroupView } from '../../lib/domain/group/view-group';
import { aSentinelGroup, idOn } from '../support/a-group';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { callsOf, guardOf, interrupted } from '../support/action-bench';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeSentinel, type Announced } from '../support/fake-sentinel';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { startSentinel } from '../support/sentinel';
import { rowsOf } from '../support/store-place';

const toEnd = endings();

function kept<T extends { stop(): Promise<void> }>(one: T): T {
  toEnd.push(() => one.stop());
  return one;
}

/** A primary and its replica. */
async function aPair() {
  const primary = kept(await startRedis());
  return { primary, replica: kept(await recipes.startReplicaOf(primary)) };
}

async function watching(options: NonNullable<Parameters<typeof aSavepoint>[1]>): Promise<TestSavepoint> {
  const watch = await aSavepoint([], { pollIntervalMs: 100, ...options });
  toEnd.push(() => watch.stop());
  return watch;
}

const groupOf = ({ savepoint }: TestSavepoint, id: string): GroupView | null => savepoint.instance(id)?.group ?? null;
const ids = ({ savepoint }: TestSavepoint): string[] =>
  savepoint
    .instances()
    .map(({ id }) => id)
    .toSorted();
const problems = ({ savepoint }: TestSavepoint): string =>
  savepoint
    .groups()
    .flatMap((one) => one.problems)
    .join('\n');

/** Waits until the group announces this of the node. */
async function announced(watch: TestSavepoint, id: string, wanted: Partial<GroupView>): Promise<GroupView> {
  return eventually(`${id} to be ${JSON.stringify(wanted)}`, () => {
    const group = groupOf(watch, id);
    const holds = group !== null && Object.entries(wanted).every(([key, value]) => Reflect.get(group, key) === value);
    return holds ? group : null;
  });
}

const SWITCH_OFF = { value: 'no', expected: 'yes', reason: 'checkout down', until: null, rewrite: false } as const;

test('a group is registered once: its nodes are found, followed through a failover, and no action reaches another one', async () => {
  const { primary, replica } = await aPair();
  const sentinel = kept(await startSentinel(primary, { downAfterMs: 1000 }));
  const watch = await watching({ groups: [aSentinelGroup([sentinel.port])] });
  const [old, heir] = [idOn(primary.port), idOn(replica.port)];
  await announced(watch, old, { role: 'master', announced: true });
  await announced(watch, heir, { role: 'replica', announced: true });
  const found = watch.savepoint.instance(old);
  expect(found).toMatchObject({
    name: `shop 127.0.0.1:${primary.port}`,
    origin: { kind: 'group', name: 'shop' },
    tags: { team: 'checkout' },
    group: { name: 'shop', kind: 'sentinel', slots: null },
  });

  // The dialogue is open, with what was read for it; then Sentinel fails the primary over, and the old one comes back as a replica.
  const seen = await eventually('facts', () => watch.savepoint.instance(old)?.server.runId);
  const plan = await watch.savepoint.plan(old, { action: 'set-stop-writes', value: 'no' });
  expect(plan).toMatchObject({ ok: true, value: { runId: seen, role: 'master' } });
  // Before it is recorded here nothing that happens to it is anybody's history.
  await eventually('both to be recorded', () => rowsOf(watch.dataDir, 'select 1 from watch_memory').length === 2);
  await primary.kill();
  await announced(watch, heir, { role: 'master' });
  await announced(watch, old, { role: 'replica' });
  const request = { ...SWITCH_OFF, confirm: found?.name ?? '', runId: seen };
  expect(await watch.savepoint.setStopWrites(old, request, OPERATOR)).toMatchObject({
    refusal: { code: 'unreachable' },
  });
  await primary.restart({ args: ['--replicaof', '127.0.0.1', String(replica.port)] });
  await eventually('the old primary', () => watch.savepoint.instance(old)?.server.role === 'replica');
  expect(await watch.savepoint.setStopWrites(old, request, OPERATOR)).toMatchObject({ refusal: { code: 'conflict' } });
  const bgsave = { schedule: false, reason: null, runId: seen } as const;
  expect(await watch.savepoint.triggerBgsave(old, bgsave, OPERATOR)).toMatchObject({ refusal: { code: 'conflict' } });
  for (const node of [primary, replica]) {
    expect([await guardOf(node), await callsOf(node, 'config|set')]).toEqual(['yes', 0]);
    expect(await callsOf(node, 'bgsave')).toBe(0);
  }

  // None was lost, and the history of each stands under the id that it had all the time.
  expect(ids(watch)).toEqual([old, heir].toSorted());
  const kinds = async (id: string) =>
    (await watch.savepoint.listEvents({ instanceId: id, limit: 50 })).rows.map(({ detail }) => detail.kind);
  await eventually('the change of roles', async () => (await kinds(heir)).includes('role-changed'));
  await eventually('the restart', async () => (await kinds(old)).includes('restarted'));
}, 60_000);

test('a failover in the middle of an action: what was sent was sent to the node that was seen', async () => {
  const { primary, replica } = await aPair();
  const sentinel = kept(await startSentinel(primary));
  const failedOver = async (): Promise<void> => {
    expect(await sentinel.cli('SENTINEL', 'FAILOVER', 'orders')).toBe('OK');
    await eventually('the failover', async () =>
      (await sentinel.cli('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'orders')).endsWith(String(replica.port)),
    );
    // Savepoint has been told as well: who followed the role would go there now.
    await announced(watch, idOn(replica.port), { role: 'master' });
  };
  const watch: TestSavepoint = await watching({
    groups: [aSentinelGroup([sentinel.port])],
    connect: interrupted(failedOver),
  });
  const id = idOn(primary.port);
  const seen = await eventually('facts', () => watch.savepoint.instance(id)?.server.runId);
  const before = await callsOf(primary, 'config|set');
  const request = { ...SWITCH_OFF, confirm: `shop 127.0.0.1:${primary.port}`, runId: seen };
  const result = await watch.savepoint.setStopWrites(id, request, OPERATOR);
  expect(result).toMatchObject({ ok: true, value: { action: { instanceId: id, runId: seen, outcome: 'applied' } } });
  expect([await callsOf(primary, 'config|set'), await guardOf(primary)]).toEqual([before + 1, 'no']);
  expect(await guardOf(replica)).toBe('yes');
  // Sentinel rewrites settings of its own accord, and none of the guard.
  expect(await callsOf(replica, 'bgsave')).toBe(0);
}, 60_000);

test('Sentinels that are silent or do not agree: the nodes stay, and their roles are not known', async () => {
  const { primary, replica } = await aPair();
  const says: Announced = { primary: ['127.0.0.1', primary.port], replicas: [['127.0.0.1', replica.port]] };
  const [first, second] = [{ ...says }, { ...says }];
  const sentinels = [kept(await startFakeSentinel(first)), kept(await startFakeSentinel(second))];
  const groups = [aSentinelGroup(sentinels.map(({ port }) => port))];
  const watch = await watching({ groups });
  const id = idOn(primary.port);
  await announced(watch, id, { role: 'master' });

  Object.assign(second, { primary: ['127.0.0.1', replica.port], replicas: [] });
  const told = await announced(watch, id, { role: null, announced: null });
  expect(told.message).toMatch(/name different primaries/);
  await eventually('the problem', () =>
    /name different primaries: .*:\d+ names .*, .*:\d+ names/.test(problems(watch)),
  );
  expect(ids(watch)).toHaveLength(2);

  // A Savepoint that starts while nobody answers knows them still.
  Object.assign(first, { silent: true });
  Object.assign(second, { silent: true });
  await eventually('the silence', () => problems(watch).includes('No Sentinel tells of this group'));
  const after = await watching({ groups, dataDir: watch.copyData() });
  expect(ids(after)).toEqual(ids(watch));
  await eventually('the silence', () => problems(after).includes('No Sentinel tells of this group'));
  expect(groupOf(after, id)).toMatchObject({ role: null, announced: null });
  expect(groupOf(after, id)?.message).toMatch(/^No Sentinel of shop tells of this server now/);
});

test('what is announced is followed only where a connection may go', async () => {
  const { primary, replica } = await aPair();
  const hostile: Announced = {
    primary: ['127.0.0.1', primary.port],
    replicas: [
      ['169.254.169.254', 6379],
      ['0x7f000001', 6379],
      ['127.0.0.1', replica.port],
      ['127.0.0.1', 3000],
      ['evil\r\nCONFIG SET dir /', 6379],
      ['127.0.0.1', 70_000],
    ],
  };
  const sentinel = kept(await startFakeSentinel(hostile));
  const groups = [aSentinelGroup([sentinel.port])];
  const watch = await watching({ groups });
  await announced(watch, idOn(primary.port), { role: 'master' });
  await eventually('the problems', () => problems(watch).includes('169.254.169.254'));
  expect(problems(watch)).toMatch(
    /^169\.254\.169\.254:6379 is announced and not followed: no Redis is at a link-local/m,
  );
  expect(problems(watch)).toMatch(/^127\.0\.0\.1:3000 is announced and not followed: it is Savepoint itself/m);
  expect(problems(watch)).toMatch(/names 2 of its nodes by something that is no address: not followed/);
  expect(ids(watch).filter((id) => !id.includes('0x7f'))).toEqual([idOn(primary.port), idOn(replica.port)].toSorted());

  const outbound = [sentinel.port, primary.port].map(
    (port) => ({ kind: 'subnet', address: '127.0.0.1', prefix: 32, family: 'ipv4', port }) as const,
  );
  const strict = await watching({ groups, outbound });
  await announced(strict, idOn(primary.port), { role: 'master' });
  const said = `127.0.0.1:${replica.port} is announced and not followed: SAVEPOINT_OUTBOUND does not name it.`;
  await eventually('that to be said', () => problems(strict).includes(said));
  expect(ids(strict)).toEqual([idOn(primary.port)]);
});

test('one that is no longer announced stays for an hour, and its history for good', async () => {
  const { primary, replica } = await aPair();
  const says: Announced = { primary: ['127.0.0.1', primary.port], replicas: [['127.0.0.1', replica.port]] };
  const sentinel = kept(await startFakeSentinel(says));
  let aheadMs = 0;
  const watch = await watching({ groups: [aSentinelGroup([sentinel.port])], now: () => Date.now() + aheadMs });
  const id = idOn(replica.port);
  await announced(watch, id, { role: 'replica' });
  Object.assign(says, { replicas: [] });
  const gone = await announced(watch, id, { announced: false });
  expect(gone).toMatchObject({ role: null });
  expect(gone.message).toMatch(/no longer announce this server/);
  await replica.kill();
  await eventually('its end', () => watch.savepoint.instance(id)?.state === 'unreachable');
  expect(ids(watch)).toContain(id);
  aheadMs = 3_600_000;
  await eventually('it to be let go', () => !ids(watch).includes(id));
  expect(ids(watch)).toEqual([idOn(primary.port)]);
  const { rows } = await watch.savepoint.listEvents({ instanceId: id, limit: 50 });
  expect(rows.length).toBeGreaterThan(0);
  const audit = (await watch.savepoint.listAudit({ instanceId: id, limit: 10 })).rows;
  expect(audit.map(({ kind, actor }) => `${kind} ${actor.name}`)).toEqual([
    'removed savepoint',
    'registered savepoint',
  ]);
  expect(watch.changes.some(({ kind }) => kind === 'fleet')).toBe(true);
});
