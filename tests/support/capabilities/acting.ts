import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { setStopWrites } from '../../../lib/actions/set-stop-writes';
import { triggerBgsave } from '../../../lib/actions/trigger-bgsave';
import { anInstance } from '../a-registered-instance';
import { OPERATOR, type TestSavepoint } from '../a-savepoint';
import * as bench from '../action-bench';
import { eventually } from '../eventually';
import * as recipes from '../recipes';
import type { RedisServer } from '../redis-server';
import type { Capability, Ground, Shown } from './capability';

const ID = 'orders-primary';
const asked = (schedule: boolean) => ({ schedule, reason: null, runId: null });

/** What Savepoint does when a person asks for it. */
export const ACTING: readonly Capability[] = [
  { name: 'BGSAVE, followed to its end', check: bgsave },
  { name: 'BGSAVE SCHEDULE behind an AOF rewrite, to its end', check: scheduled },
  { name: 'BGSAVE whose fork is refused', check: refusedFork },
  { name: 'guard off and on, proven in one MULTI', check: guard },
  { name: 'guard off and on, in the configuration file too', check: rewrite },
  { name: 'an override that ends at the next good save', check: override },
];

async function bgsave(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  const { savepoint } = await ground.savepoint(redis);
  await recipes.refuseWrites(redis);
  recipes.healDisk(redis);
  await eventually('the refusal', () => savepoint.instance(ID)?.state === 'rejecting-writes');
  const { action } = bench.valueOfResult(await savepoint.triggerBgsave(ID, asked(false), OPERATOR));
  await eventually('the end', async () => (await savepoint.getAction(action.id))?.outcome === 'applied');
  const [save] = (await savepoint.listSaves({ limit: 10 })).rows;
  expect(save).toMatchObject({ outcome: 'saved', trigger: 'operator', actor: OPERATOR.name });
  expect(await redis.cli('SET', 'k', 'v')).toBe('OK');
  return 'yes';
}

async function scheduled(ground: Ground): Promise<Shown> {
  const redis = await ground.kept(recipes.startStuckRewrite());
  const { savepoint } = await ground.savepoint(redis);
  await eventually('the rewrite', () => savepoint.instance(ID)?.actions.bgsave.mode === 'schedule');
  const { code } = bench.refusalOfResult(await savepoint.triggerBgsave(ID, asked(false), OPERATOR));
  expect(code).toBe('not_possible');
  const { action } = bench.valueOfResult(await savepoint.triggerBgsave(ID, asked(true), OPERATOR));
  expect(action.outcome).toBe('pending');
  await recipes.signalChild(redis, 'SIGCONT');
  await eventually('the end', async () => (await savepoint.getAction(action.id))?.outcome === 'applied');
  return 'yes';
}

async function refusedFork(ground: Ground): Promise<Shown> {
  const redis = await ground.started({ asNobody: true });
  const ctx = await ground.bench();
  recipes.limitProcesses(redis);
  const result = await triggerBgsave(ctx, anInstance(redis.url), asked(false), bench.ONCALL_1);
  expect(bench.refusalOfResult(result)).toMatchObject({ code: 'not_possible', message: expect.stringMatching(/fork/) });
  expect(ctx.replies).toEqual(['fork-refused']);
  return 'yes';
}

async function guard(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  await recipes.refuseWrites(redis);
  const ctx = await ground.bench();
  const off = bench.valueOfResult(await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1));
  expect(off).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no' });
  expect(off.message).toContain('Writes are accepted (PING ok)');
  expect(off.message).not.toContain('one by one');
  expect(await redis.cli('SET', 'lock', 'id')).toBe('OK');
  const on = bench.valueOfResult(await setStopWrites(ctx, anInstance(redis.url), bench.switchOn(), bench.ONCALL_2));
  expect(on).toMatchObject({ outcome: 'applied', before: 'no', after: 'yes' });
  expect(await redis.cli('SET', 'lock', 'id')).toMatch(/^MISCONF/);
  return 'yes';
}

async function rewrite(ground: Ground): Promise<Shown> {
  const dir = mkdtempSync(join(tmpdir(), 'savepoint-conf-'));
  ground.later(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'redis.conf');
  writeFileSync(file, '# kept by hand\n');
  const redis = await ground.started({ dir, configFile: 'redis.conf' });
  const ctx = await ground.bench();
  for (const request of [bench.switchOff({ rewrite: true }), bench.switchOn({ rewrite: true })]) {
    const done = bench.valueOfResult(await setStopWrites(ctx, anInstance(redis.url), request, OPERATOR));
    expect(done).toMatchObject({ outcome: 'applied', after: request.value });
    // What is as by default is left out.
    const line = /^stop-writes-on-bgsave-error (\w+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 'yes';
    expect(line).toBe(request.value);
  }
  return 'yes';
}

async function override(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  const watch = await ground.savepoint(redis);
  await recipes.refuseWrites(redis);
  await switchOffUntilSaved(watch);
  expect(await bench.guardOf(redis)).toBe('no');
  recipes.healDisk(redis);
  await recipes.save(redis);
  await guardIsOn(redis);
  return 'yes';
}

async function switchOffUntilSaved({ savepoint }: TestSavepoint): Promise<void> {
  await eventually('the refusal', () => savepoint.instance(ID)?.state === 'rejecting-writes');
  const until = { kind: 'next-good-save', at: null } as const;
  bench.valueOfResult(await savepoint.setStopWrites(ID, bench.switchOff({ until }), OPERATOR));
}

const guardIsOn = (redis: RedisServer) =>
  eventually('the guard to be on again', async () => (await bench.guardOf(redis)) === 'yes');
