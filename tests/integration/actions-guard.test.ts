import { describe, expect, test } from 'vitest';
import { setStopWrites } from '../../lib/actions/set-stop-writes';
import { triggerBgsave } from '../../lib/actions/trigger-bgsave';
import type { Action } from '../../lib/domain/action/action';
import type { SetStopWritesRequest } from '../../lib/domain/action/action-guards';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import * as bench from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { endings } from '../support/endings';
import { startMovingAddress } from '../support/moving-address';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { refuseRows } from '../support/store-place';
import { TOLD_TIME } from '../support/told-time';

const toEnd = endings();

async function started(options: Parameters<typeof startRedis>[0] = {}): Promise<RedisServer> {
  const redis = await startRedis(options);
  toEnd.push(() => redis.stop());
  return redis;
}

async function aBench(options: Parameters<typeof bench.actionBench>[0] = {}): Promise<bench.ActionBench> {
  const made = await bench.actionBench(options);
  toEnd.push(() => made.dispose());
  return made;
}

const auditOf = async (ctx: bench.ActionBench) => (await ctx.store.listAudit({ limit: 50 })).rows;

test('the incident: refused writes are let in, and refused again', async () => {
  const redis = await started();
  const ctx = await aBench();
  const instance = anInstance(redis.url);
  await recipes.refuseWrites(redis);
  expect(await redis.cli('SET', 'lock', 'id')).toMatch(/^MISCONF/);

  const off = bench.valueOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
  expect(off).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no', reason: 'checkout down, INC-4312' });
  expect(off.message).toMatch(
    new RegExp(
      `^The guard is off, confirmed at ${TOLD_TIME} by reading it back\\. Writes are accepted \\(PING ok\\)\\. Savepoint turns it on again at the next good save\\.$`,
    ),
  );
  expect(await redis.cli('SET', 'lock', 'id')).toBe('OK');

  const on = bench.valueOfResult(await setStopWrites(ctx, instance, bench.switchOn(), bench.ONCALL_2));
  expect(on).toMatchObject({ outcome: 'applied', before: 'no', after: 'yes', reason: null });
  expect(on.message).toContain('Writes are refused (PING answers MISCONF): the last save failed and the guard is on.');
  expect(await redis.cli('SET', 'lock', 'id')).toMatch(/^MISCONF/);

  expect((await auditOf(ctx)).map(({ outcome, actor }) => [outcome, actor.name])).toEqual([
    ['applied', 'oncall-2'],
    ['applied', 'oncall-1'],
  ]);
  await bench.expectCalls(redis, 'config|set', 2);
  expect(ctx.guardChanges).toEqual(['no', 'yes']);
});

describe('refused before anything is sent or recorded', () => {
  const cases: [string, Partial<SetStopWritesRequest>, Partial<RegisteredInstance>, string, string[]][] = [
    ['no expected value', { expected: null }, {}, 'precondition_required', []],
    ['another value than the live one', { expected: 'no' }, {}, 'conflict', []],
    ['another process', { runId: 'f'.repeat(40) }, {}, 'conflict', []],
    ['a wrong name', { confirm: 'orders' }, {}, 'invalid', ['confirm']],
    ['no name', { confirm: null }, {}, 'invalid', ['confirm']],
    ['a short reason', { reason: 'because' }, {}, 'invalid', ['reason']],
    ['no reason', { reason: null }, {}, 'invalid', ['reason']],
    ['an end that has passed', { until: { kind: 'time', at: 1 } }, {}, 'invalid', ['until']],
    ['an end in a year', { until: { kind: 'time', at: Date.now() + 365 * 86_400_000 } }, {}, 'invalid', ['until']],
    ['the end of an override that is not open', { ends: { id: 'other', setAt: 1 } }, {}, 'conflict', []],
    ['no end, asked for by an operator', { until: { kind: 'none', at: null } }, {}, 'forbidden', []],
    ['a rewrite of a file that is not there', { rewrite: true }, {}, 'not_possible', []],
    ['no operator credentials', {}, { operator: null }, 'not_possible', []],
    ['the value that is set', { value: 'yes', expected: 'yes' }, {}, 'not_possible', []],
  ];
  test.each(cases)('%s', async (_case, request, changed, code, fields) => {
    const redis = await started();
    const ctx = await aBench();
    const instance = anInstance(redis.url, changed);
    const refusal = bench.refusalOfResult(await setStopWrites(ctx, instance, bench.switchOff(request), bench.ONCALL_1));
    expect(refusal.code).toBe(code);
    expect(Object.keys((refusal.details['fields'] as object | undefined) ?? {})).toEqual(fields);
    await bench.expectCalls(redis, 'config|set', 0);
    expect(await auditOf(ctx)).toEqual([]);
    expect(ctx.guardChanges).toEqual([]);
  });

  test('an AOF error: the guard has no say', async () => {
    const redis = await recipes.startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] });
    toEnd.push(() => redis.stop());
    recipes.fillDisk(redis);
    await recipes.writeUntilAofRefuses(redis);
    const ctx = await aBench();
    const refusal = bench.refusalOfResult(
      await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1),
    );
    expect(refusal).toMatchObject({ code: 'not_possible', message: expect.stringContaining('AOF') as string });
    await bench.expectCalls(redis, 'config|set', 0);
  });

  test('an address where nothing listens', async () => {
    const ctx = await aBench();
    const instance = anInstance(`redis://127.0.0.1:${await freePort()}`);
    expect(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1)).toMatchObject({
      ok: false,
      refusal: { code: 'unreachable' },
    });
    expect(await auditOf(ctx)).toEqual([]);
  });

  test('a wrong password of the operator', async () => {
    const redis = await started({ password: 'right' });
    const ctx = await aBench();
    const instance = anInstance(redis.url, { operator: { username: null, password: 'wrong-password' } });
    const refusal = bench.refusalOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    expect(refusal.code).toBe('not_possible');
    expect(JSON.stringify(refusal)).not.toContain('wrong-password');
  });

  test('a store that cannot take the intent: no audit, no action', async () => {
    const redis = await started();
    const ctx = await aBench();
    refuseRows(ctx.dataDir, 'insert', 'actions');
    const refusal = bench.refusalOfResult(
      await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1),
    );
    expect(refusal.code).toBe('store_unavailable');
    await bench.expectCalls(redis, 'config|set', 0);
  });
});

describe('a conflict names who set the live value', () => {
  test('a change of ours: who, when and why', async () => {
    const redis = await started();
    const ctx = await aBench();
    const instance = anInstance(redis.url);
    const first = bench.valueOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_2));
    const refusal = bench.refusalOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    expect(refusal).toMatchObject({
      code: 'conflict',
      details: { current: { value: 'no', by: 'oncall-2', at: first.resolvedAt } },
    });
    expect(refusal.message).toMatch(
      new RegExp(`oncall-2 set it to "no" at ${TOLD_TIME} \\(reason: "checkout down, INC-4312"\\)\\.$`),
    );
  });

  test('of two operators at once one is first, and the other is told who, and asked again when and why: in 50 of 50 runs', async () => {
    const redis = await started();
    const ctx = await aBench();
    const instance = anInstance(redis.url);
    for (let run = 1; run <= 50; run += 1) {
      const reason = `run ${run}: checkout down`;
      const request = bench.switchOff({ reason });
      const both = [bench.ONCALL_1, bench.ONCALL_2] as const;
      const results = await Promise.all(both.map((actor) => setStopWrites(ctx, instance, request, actor)));
      const [first, second] = results[0]?.ok === true ? both : [both[1], both[0]];
      const whileItRuns = results.filter((result) => !result.ok).map(bench.refusalOfResult);
      expect(whileItRuns, reason).toMatchObject([
        { code: 'not_possible', message: expect.stringContaining(first.name) as string },
      ]);

      const afterwards = bench.refusalOfResult(await setStopWrites(ctx, instance, request, second));
      expect(afterwards.code, reason).toBe('conflict');
      expect(afterwards.message, reason).toMatch(
        new RegExp(`${first.name} set it to "no" at \\d\\d:\\d\\d:\\d\\d UTC \\(reason: "${reason}"\\)`),
      );
      bench.valueOfResult(await setStopWrites(ctx, instance, bench.switchOn(), bench.ONCALL_1));
    }
    await bench.expectCalls(redis, 'config|set', 100);
  });

  test('a change made outside: nobody is named', async () => {
    const redis = await started();
    const ctx = await aBench();
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    const refusal = bench.refusalOfResult(
      await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1),
    );
    expect(refusal).toMatchObject({ code: 'conflict', details: { current: { value: 'no', by: null, at: null } } });
  });

  test('a change of ours that a restart has undone explains nothing', async () => {
    const redis = await started();
    const ctx = await aBench();
    const instance = anInstance(redis.url);
    bench.valueOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_2));
    await redis.restart();
    const refusal = bench.refusalOfResult(await setStopWrites(ctx, instance, bench.switchOn(), bench.ONCALL_1));
    expect(refusal).toMatchObject({ code: 'conflict', details: { current: { value: 'yes', by: null, at: null } } });
  });
});

describe('refused by Redis: recorded, nothing changed', () => {
  test('no right to CONFIG SET', async () => {
    const redis = await started();
    await recipes.addUser(redis, 'operator', 'secret', [...recipes.OBSERVER_RULES, '+multi', '+exec']);
    const ctx = await aBench();
    const instance = anInstance(redis.url, { operator: { username: 'operator', password: 'secret' } });
    const refusal = bench.refusalOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    expect(refusal).toMatchObject({
      code: 'not_possible',
      message: 'Redis refused: User "operator" may not run config|set. Nothing changed.',
      details: { action: { outcome: 'not-applied', before: 'yes', after: 'yes' } },
    });
    expect((await auditOf(ctx)).map(({ outcome }) => outcome)).toEqual(['not-applied']);
    expect(ctx.guardChanges).toEqual(['no', null]);
    expect(await bench.guardOf(redis)).toBe('yes');
  });

  test('without MULTI it is done one by one, and says so', async () => {
    const redis = await started();
    await recipes.addUser(redis, 'operator', 'secret', [...recipes.OBSERVER_RULES, '+config|set']);
    const ctx = await aBench();
    const instance = anInstance(redis.url, { operator: { username: 'operator', password: 'secret' } });
    const action = bench.valueOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    expect(action).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no' });
    expect(action.message).toContain('this user may not run MULTI');
  });
});

describe('what happens between the look and the change', () => {
  test('someone outside was faster: applied, and said', async () => {
    const redis = await started();
    const connect = bench.interrupted(async () => {
      await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    });
    const ctx = await aBench({ connect });
    const action = bench.valueOfResult(
      await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1),
    );
    expect(action).toMatchObject({ outcome: 'applied', before: 'no', after: 'no' });
    expect(action.message).toContain(
      'Applied, but the value was already "no" just before: someone outside Savepoint changed it.',
    );
  });

  test('another process answers now: nothing is sent to it', async () => {
    const redis = await started();
    const planned = await bench.runIdOf(redis);
    const ctx = await aBench({ connect: bench.interrupted(() => redis.restart()) });
    const refusal = bench.refusalOfResult(
      await setStopWrites(ctx, anInstance(redis.url), bench.switchOff({ runId: planned }), bench.ONCALL_1),
    );
    expect(refusal.code).toBe('unreachable');
    expect(refusal.message).toContain('was lost after the look at it: another process may answer there now.');
    expect((refusal.details['action'] as Action).outcome).toBe('not-applied');
    expect(ctx.guardChanges).toEqual(['no', null]);
    expect([await bench.guardOf(redis), await bench.callsOf(redis, 'config|set')]).toEqual(['yes', 0]);
  });

  test('a user that may not run EXEC: what is sent one by one is sent to the process that was looked at', async () => {
    const redis = await started();
    const rules = [...recipes.OBSERVER_RULES, '+config|set', '+multi'];
    await recipes.addUser(redis, 'operator', 'secret', rules);
    const other = await started();
    await recipes.addUser(other, 'operator', 'secret', rules);
    const address = await startMovingAddress(redis.port);
    toEnd.push(() => address.stop());
    // Whoever connects from here on comes to the other one; the connection that is open stays.
    const ctx = await aBench({ connect: bench.interrupted(async () => address.leadNextTo(other.port)) });
    const instance = anInstance(`redis://127.0.0.1:${address.port}`, {
      operator: { username: 'operator', password: 'secret' },
    });
    const refusal = bench.refusalOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    expect(refusal).toMatchObject({ code: 'unreachable', details: { action: { outcome: 'not-applied' } } });
    for (const each of [redis, other]) expect(await bench.callsOf(each, 'config|set')).toBe(0);
  });
});

test('a second action at the same time is refused and names the first one', async () => {
  const redis = await started();
  let second: Promise<unknown> | null = null;
  const ctx = await aBench({
    connect: bench.interrupted(async () => {
      second ??= setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_2);
      await second;
    }),
  });
  const instance = anInstance(redis.url);
  const first = await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1);
  expect(bench.valueOfResult(first).outcome).toBe('applied');
  expect(await second).toMatchObject({
    ok: false,
    refusal: { code: 'not_possible', message: expect.stringContaining('oncall-1') as string },
  });
  await bench.expectCalls(redis, 'config|set', 1);
});

test.each(['guard', 'save'] as const)('the same under another name of the same server: %s', async (what) => {
  const redis = await started();
  const [one, other] = [anInstance(redis.url), anInstance(redis.url, { id: 'other', name: 'other' })];
  let second: Promise<unknown> | null = null;
  const ctx = await aBench({
    connect: bench.interrupted(async (connection) => {
      if (connection > 1) return;
      const otherName = bench.switchOff({ confirm: 'other' });
      const save = { schedule: false, reason: null, runId: null };
      second =
        what === 'guard'
          ? setStopWrites(ctx, other, otherName, bench.ONCALL_2)
          : triggerBgsave(ctx, other, save, bench.ONCALL_2);
      await second;
    }),
  });
  expect(bench.valueOfResult(await setStopWrites(ctx, one, bench.switchOff(), bench.ONCALL_1)).outcome).toBe('applied');
  expect(await second).toMatchObject({
    ok: false,
    refusal: { code: 'not_possible', message: expect.stringContaining('oncall-1') as string },
  });
  expect([await bench.callsOf(redis, 'config|set'), await bench.callsOf(redis, 'bgsave')]).toEqual([1, 0]);
  // It was given back with the other.
  const on = await setStopWrites(ctx, other, bench.switchOn(), bench.ONCALL_2);
  expect(bench.valueOfResult(on).outcome).toBe('applied');
});

test('what is wrong with the request itself is told even while Redis does not answer', async () => {
  const ctx = await aBench();
  const instance = anInstance(`redis://127.0.0.1:${await freePort()}`);
  for (const [request, code] of [
    [{ expected: null }, 'precondition_required'],
    [{ confirm: 'orders' }, 'invalid'],
  ] as const) {
    const result = await setStopWrites(ctx, instance, bench.switchOff(request), bench.ONCALL_1);
    expect(bench.refusalOfResult(result).code).toBe(code);
  }
});
