import { expect } from 'vitest';
import { tryCause, type Verdict } from '../cause-trial';
import { eventually } from '../eventually';
import { explained } from '../explained';
import { madeCauses } from '../made-causes';
import * as recipes from '../recipes';
import type { RedisServer } from '../redis-server';
import { firstLineOfPing } from '../resp';
import type { Capability, Ground, Shown } from './capability';

/** What Savepoint tells of a save that failed. */
export const FAILING: readonly Capability[] = [
  { name: 'each cause by the log, none wrong without it', check: causes },
  { name: 'a log in other forms (logfmt, ISO 8601, milliseconds)', check: logForms },
  { name: 'a refused fork apart from a failed child', check: forks },
  { name: 'an AOF that cannot be written: why, and that the guard does not help', check: aof },
  { name: 'Redis tries again by itself: when', check: retries },
  { name: 'refused for ever: that nothing is tried again', check: forEver },
  { name: 'a replica that will crash, before it does', check: replicaCrash },
];

async function causes(): Promise<Shown> {
  const made = madeCauses();
  expect(made.missing).toBeNull();
  const verdicts: Verdict[] = [];
  for (const cause of made.causes)
    verdicts.push(await tryCause({ cause, workedBefore: true, attempts: 1, seenMidway: true }));
  const wrong = verdicts.filter(({ withLog, protocol }) => withLog === 'wrong' || protocol === 'confidently wrong');
  expect(wrong.map(({ told }) => told)).toEqual([]);
  return 'yes';
}

const FORMS = [
  ['--log-format', 'logfmt'],
  ['--log-timestamp-format', 'iso8601'],
  ['--log-timestamp-format', 'milliseconds'],
];

async function logForms(ground: Ground): Promise<Shown> {
  const plain = await ground.started();
  if ((await plain.cli('CONFIG', 'GET', 'log-format')) === '') return { not: 'its log has one form' };
  for (const args of FORMS) {
    const redis = await ground.started({ args });
    await recipes.refuseWrites(redis);
    const { cause, saves } = await eventually('the failed save in the log', () => {
      const told = explained(redis.log());
      return told.cause === null ? null : told;
    });
    expect(cause?.kind, args.join(' ')).toBe('name-taken');
    expect(Math.abs((saves[0]?.endedAt ?? 0) - Date.now()), args.join(' ')).toBeLessThan(3_600_000);
  }
  return 'yes';
}

async function forks(ground: Ground): Promise<Shown> {
  const redis = await ground.started({ asNobody: true });
  await redis.cli('SET', 'k', 'v');
  const follower = ground.follower(redis);
  await follower.poll();
  await recipes.save(redis);
  await follower.poll();
  recipes.limitProcesses(redis);
  await recipes.save(redis, 'err');
  await follower.poll();
  const { cause } = follower.view();
  const sure = cause?.stageConfidence === 'likely' || cause?.stageConfidence === 'certain';
  if (sure) {
    expect(cause?.stage).toBe('fork');
    return 'yes';
  }
  expect(await recipes.infoField(redis, 'rdb_saves')).toBeNull();
  expect(cause?.stage ?? 'fork').toBe('fork');
  return { not: 'INFO has no count of saves to compare that of forks with: told as possible, certain by the log' };
}

async function aof(ground: Ground): Promise<Shown> {
  const redis = await ground.kept(recipes.startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] }));
  const orders = await ground.watched(redis.url);
  recipes.fillDisk(redis);
  await recipes.writeUntilAofRefuses(redis);
  expect(await orders.state('rejecting-writes')).toMatchObject({
    writes: { cause: 'aof', evidence: 'ping' },
    guard: { helps: false },
    cause: { kind: 'disk-full', confidence: 'certain' },
  });
  recipes.freeDisk(redis);
  await orders.until('writes accepted', ({ writes }) => writes.availability === 'accepted');
  return 'yes';
}

async function retries(ground: Ground): Promise<Shown> {
  const redis = await ground.started({ save: '1 3' });
  const orders = await ground.watched(redis.url);
  recipes.breakDisk(redis);
  await recipes.addKeys(redis, 5);
  await orders.until('the next try', ({ rdb }) => rdb.nextRetryAt !== null && rdb.lastStatus === 'err');
  await eventually('the second attempt', async () => (await orders.history()).length >= 2);
  expect((await orders.saves()).map(({ trigger }) => trigger)).toEqual((await orders.saves()).map(() => 'save-point'));
  return 'yes';
}

async function forEver(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  const orders = await ground.watched(redis.url);
  await recipes.refuseForEver(redis);
  const { rdb } = await orders.state('rejecting-writes');
  expect(rdb).toMatchObject({ nextRetryAt: null, nextRetryReason: expect.stringMatching(/not retry by itself/) });
  return 'yes';
}

async function replicaCrash(ground: Ground): Promise<Shown> {
  const primary = await ground.started();
  const replica = await ground.kept(recipes.startReplicaOf(primary));
  const orders = await ground.watched(replica.url);
  recipes.breakDisk(replica);
  await replica.cli('BGSAVE');
  const warned = /will crash/.test((await orders.state('not-saving')).summary);
  await primary.cli('SET', 'k', 'v');
  if (warned) {
    await orders.state('unreachable');
    return 'yes';
  }
  await eventually('the write on the replica', async () => (await replica.cli('GET', 'k')) === 'v');
  expect(await answers(replica)).toBe(true);
  return { not: 'it takes the write and lives on: nothing is to be warned of' };
}

const answers = (redis: RedisServer): Promise<boolean> =>
  firstLineOfPing(redis.port).then(
    () => true,
    () => false,
  );
