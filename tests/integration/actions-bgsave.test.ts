import { describe, expect, test } from 'vitest';
import { triggerBgsave } from '../../lib/actions/trigger-bgsave';
import type { BgsaveRequest } from '../../lib/domain/action/action-guards';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import { EN } from '../../lib/domain/words/en';
import * as bench from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { endings } from '../support/endings';
import { startLossyProxy } from '../support/lossy-proxy';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { refuseRows } from '../support/store-place';

const toEnd = endings();

function kept(redis: RedisServer): RedisServer {
  toEnd.push(() => redis.stop());
  return redis;
}

async function aBench(options: Parameters<typeof bench.actionBench>[0] = {}): Promise<bench.ActionBench> {
  const made = await bench.actionBench(options);
  toEnd.push(() => made.dispose());
  return made;
}

const START: BgsaveRequest = { schedule: false, reason: null, runId: null };
const auditOf = async (ctx: bench.ActionBench) => (await ctx.store.listAudit({ limit: 50 })).rows;

test('started is no save yet: the action stays open', async () => {
  const redis = kept(await startRedis());
  const ctx = await aBench();
  const { action, reply } = bench.valueOfResult(
    await triggerBgsave(ctx, anInstance(redis.url), { ...START, reason: 'before the upgrade' }, bench.ONCALL_1),
  );
  expect(reply.kind).toBe('started');
  expect(action).toMatchObject({ kind: 'bgsave', outcome: 'pending', resolvedAt: null, reason: 'before the upgrade' });
  expect(action.runId).toBe(await bench.runIdOf(redis));
  expect((await ctx.store.pendingActions()).map(({ id }) => id)).toEqual([action.id]);
  expect(ctx.replies).toEqual(['started']);
  expect(await bench.callsOf(redis, 'bgsave')).toBe(1);
});

test('one that somebody stopped while it was checked is neither kept nor sent, and keeps nobody out', async () => {
  const redis = kept(await startRedis());
  const ctx = await aBench();
  const instance = anInstance(redis.url);
  const stopped = await triggerBgsave(ctx, instance, START, bench.ONCALL_1, EN, () => false);
  expect(bench.refusalOfResult(stopped)).toMatchObject({ code: 'not_possible', message: EN.bulk.notAsked });
  expect(await auditOf(ctx)).toEqual([]);
  expect(await bench.callsOf(redis, 'bgsave')).toBe(0);
  bench.valueOfResult(await triggerBgsave(ctx, instance, START, bench.ONCALL_1, EN, () => true));
});

test('one that somebody stopped while it was written down is not sent, and kept as not begun', async () => {
  const redis = kept(await startRedis());
  const ctx = await aBench();
  const answers = [true, false];
  const mayBegin = (): boolean => answers.shift() ?? false;
  const stopped = await triggerBgsave(ctx, anInstance(redis.url), START, bench.ONCALL_1, EN, mayBegin);
  expect(bench.refusalOfResult(stopped)).toMatchObject({ code: 'not_possible', message: EN.bulk.notAsked });
  expect((await auditOf(ctx)).map(({ outcome, message }) => [outcome, message])).toEqual([
    ['not-applied', EN.bulk.notAsked],
  ]);
  expect(await ctx.store.pendingActions()).toEqual([]);
  expect(await bench.callsOf(redis, 'bgsave')).toBe(0);
});

test('a refused fork is told as one, and recorded', async () => {
  const redis = kept(await startRedis({ asNobody: true }));
  recipes.limitProcesses(redis);
  const ctx = await aBench();
  const refusal = bench.refusalOfResult(await triggerBgsave(ctx, anInstance(redis.url), START, bench.ONCALL_1));
  expect(refusal).toMatchObject({ code: 'not_possible', details: { action: { outcome: 'not-applied' } } });
  expect(refusal.message).toMatch(/^Redis could not start a save: fork was refused/);
  expect((await auditOf(ctx)).map(({ outcome }) => outcome)).toEqual(['not-applied']);
  // The attempt is a failed save as well, which the monitor will see.
  expect(ctx.replies).toEqual(['fork-refused']);
});

test('behind an AOF rewrite it can only be scheduled', async () => {
  const redis = kept(await recipes.startStuckRewrite());
  const ctx = await aBench();
  const instance = anInstance(redis.url);
  const refusal = bench.refusalOfResult(await triggerBgsave(ctx, instance, START, bench.ONCALL_1));
  expect(refusal.code).toBe('not_possible');
  expect(await bench.callsOf(redis, 'bgsave')).toBe(0);
  const scheduled = bench.valueOfResult(
    await triggerBgsave(ctx, instance, { ...START, schedule: true }, bench.ONCALL_1),
  );
  expect([scheduled.reply.kind, scheduled.action.outcome]).toEqual(['scheduled', 'pending']);
});

describe('refused before anything is sent or recorded', () => {
  const cases: [
    string,
    (redis: RedisServer) => Promise<void>,
    Partial<BgsaveRequest>,
    Partial<RegisteredInstance>,
    string,
  ][] = [
    ['a save is running', (redis) => recipes.startLongSave(redis), {}, {}, 'not_possible'],
    ['Redis is loading', (redis) => recipes.restartLoading(redis), {}, {}, 'not_possible'],
    ['no operator credentials', async () => {}, {}, { operator: null }, 'not_possible'],
    ['another process', async () => {}, { runId: 'f'.repeat(40) }, {}, 'conflict'],
  ];
  test.each(cases)('%s', async (_case, prepare, request, changed, code) => {
    const redis = kept(await startRedis());
    await prepare(redis);
    const calls = await bench.callsOf(redis, 'bgsave');
    const ctx = await aBench();
    const result = await triggerBgsave(ctx, anInstance(redis.url, changed), { ...START, ...request }, bench.ONCALL_1);
    expect(bench.refusalOfResult(result).code).toBe(code);
    expect(await bench.callsOf(redis, 'bgsave')).toBe(calls);
    expect(await auditOf(ctx)).toEqual([]);
    expect(ctx.replies).toEqual([]);
  });

  test('an address where nothing listens', async () => {
    const ctx = await aBench();
    const instance = anInstance(`redis://127.0.0.1:${await freePort()}`);
    const refusal = bench.refusalOfResult(await triggerBgsave(ctx, instance, START, bench.ONCALL_1));
    expect(refusal.code).toBe('unreachable');
  });

  test('a store that cannot take the intent: no audit, no action', async () => {
    const redis = kept(await startRedis());
    const ctx = await aBench();
    refuseRows(ctx.dataDir, 'insert', 'actions');
    const refusal = bench.refusalOfResult(await triggerBgsave(ctx, anInstance(redis.url), START, bench.ONCALL_1));
    expect(refusal.code).toBe('store_unavailable');
    expect(await bench.callsOf(redis, 'bgsave')).toBe(0);
  });
});

test('no right to BGSAVE: refused by Redis, and recorded', async () => {
  const redis = kept(await startRedis());
  await recipes.addUser(redis, 'operator', 'secret', recipes.OBSERVER_RULES);
  const ctx = await aBench();
  const instance = anInstance(redis.url, { operator: { username: 'operator', password: 'secret' } });
  const refusal = bench.refusalOfResult(await triggerBgsave(ctx, instance, START, bench.ONCALL_1));
  expect(refusal).toMatchObject({
    code: 'not_possible',
    message: 'Redis refused: User "operator" may not run bgsave. Nothing was started.',
    details: { action: { outcome: 'not-applied' } },
  });
});

test('a save that began between the look and the command is refused by Redis, and recorded', async () => {
  const redis = kept(await startRedis());
  const ctx = await aBench({ connect: bench.interrupted(() => recipes.startLongSave(redis)) });
  const refusal = bench.refusalOfResult(await triggerBgsave(ctx, anInstance(redis.url), START, bench.ONCALL_1));
  expect(refusal).toMatchObject({ code: 'not_possible', details: { action: { outcome: 'not-applied' } } });
  expect(refusal.message).toContain('running already');
});

test('a lost reply: unknown, open, and sent once', async () => {
  const redis = kept(await startRedis());
  const proxy = await startLossyProxy(redis.port);
  toEnd.push(() => proxy.stop());
  const connect = bench.interrupted(async () => proxy.loseReplies({ hangUp: true }));
  const ctx = await aBench({ connect });
  const instance = anInstance(`redis://127.0.0.1:${proxy.port}`);
  const refusal = bench.refusalOfResult(await triggerBgsave(ctx, instance, START, bench.ONCALL_1));
  expect(refusal).toMatchObject({ code: 'outcome_unknown', details: { action: { outcome: 'pending' } } });
  expect(ctx.replies).toEqual(['no-answer']);
  expect(await bench.callsOf(redis, 'bgsave')).toBe(1);
});
