import { expect } from 'vitest';
import { setStopWrites } from '../../../lib/actions/set-stop-writes';
import { triggerBgsave } from '../../../lib/actions/trigger-bgsave';
import { allowedOf, isRelease, PASSWORD, runAclLine } from '../acl-guide';
import * as bench from '../action-bench';
import * as recipes from '../recipes';
import type { RedisServer } from '../redis-server';
import { type Capability, type Ground, type Shown, withBothUsers } from './capability';

/** The users of docs/guide/least-privilege.md, and what Redis itself forbids. */
export const RIGHTS: readonly Capability[] = [
  { name: 'the observer of the guide: sees all, changes nothing', check: observer },
  { name: 'the operator of the guide: acts, reads no key', check: operator },
  { name: 'an observer that may do too much is told', check: tooMuch },
  { name: '… and asking leaves no trace in ACL LOG', check: noTrace },
  { name: 'without CONFIG: the state by INFO and PING', check: withoutConfig },
  { name: 'CONFIG SET dir is refused: the dump cannot be sent elsewhere', check: protectedDir },
];

async function observer(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  expect(await runAclLine(redis, 'observer')).toBe('OK');
  await recipes.refuseWrites(redis);
  const connection = ground.connection(redis, 'observer');
  expect(await connection.observe(Date.now)).toMatchObject({
    facts: {
      ping: { kind: 'refused', cause: 'rdb' },
      rdb: { lastStatus: 'err' },
      config: { guard: { value: 'yes' }, dir: { value: redis.dir }, savePoints: { value: [{ changes: 1 }] } },
      counters: { bgsave: { calls: 1 } },
    },
  });
  expect(await redis.cli('ACL', 'LOG')).toBe('');
  const forbidden = ['BGSAVE', 'CONFIG SET stop-writes-on-bgsave-error no', 'GET k', 'SET k v', 'FLUSHALL', 'SAVE'];
  expect(await allowedOf(redis, 'observer', forbidden)).toEqual([]);
  return 'yes';
}

async function operator(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  for (const line of ['observer', 'operator']) expect(await runAclLine(redis, line)).toBe('OK');
  await recipes.refuseWrites(redis);
  const ctx = await ground.bench();
  const off = bench.valueOfResult(await setStopWrites(ctx, withBothUsers(redis), bench.switchOff(), bench.ONCALL_1));
  expect(off).toMatchObject({ outcome: 'applied', after: 'no' });
  recipes.healDisk(redis);
  const request = { schedule: false, reason: null, runId: null };
  const save = bench.valueOfResult(await triggerBgsave(ctx, withBothUsers(redis), request, bench.ONCALL_1));
  expect(save.reply.kind).toBe('started');
  await recipes.saveEnded(redis, 'ok');
  expect(await redis.cli('ACL', 'LOG')).toBe('');
  expect(await allowedOf(redis, 'operator', ['GET k', 'SET k v', 'FLUSHALL', 'SAVE', 'SHUTDOWN NOSAVE'])).toEqual([]);
  return 'yes';
}

async function tooMuch(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  await runAclLine(redis, 'observer');
  expect(await mayChange(ground, redis)).toBe(false);
  await redis.cli('ACL', 'SETUSER', 'observer', '+config|set');
  expect(await mayChange(ground, redis)).toBe(true);
  return 'yes';
}

async function noTrace(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  await runAclLine(redis, 'observer');
  expect(await mayChange(ground, redis)).toBe(false);
  if ((await redis.cli('ACL', 'LOG')) === '') return 'yes';
  expect(await redis.cli('ACL', 'DRYRUN', 'observer', 'PING')).toMatch(/unknown subcommand/i);
  return { not: 'it has no ACL DRYRUN' };
}

/** What is found out about the observer, as a poll finds it out: after a look that tells the release. */
async function mayChange(ground: Ground, redis: RedisServer) {
  const connection = ground.connection(redis, 'observer');
  const seen = await connection.observe(Date.now);
  if (seen.kind === 'problem') throw new Error(seen.problem.message);
  return connection.mayChangeSettings(seen.facts.server);
}

async function withoutConfig(ground: Ground): Promise<Shown> {
  const redis = await ground.started({ args: recipes.withoutCommand('CONFIG') });
  const orders = await ground.watched(redis.url);
  await orders.polls(1);
  await recipes.addKeys(redis, 5);
  await recipes.save(redis);
  expect((await orders.state('saved')).writes).toMatchObject({ availability: 'accepted', evidence: 'ping' });
  await recipes.refuseWrites(redis);
  const refused = await orders.state('rejecting-writes');
  expect(refused).toMatchObject({ guard: { value: null }, rdb: { savePoints: { value: null } } });
  expect(refused.writes).toMatchObject({ availability: 'rejected', evidence: 'ping' });
  return 'yes';
}

async function protectedDir(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  await runAclLine(redis, 'operator');
  const answer = await redis.cli(
    '--user',
    'operator',
    '--pass',
    PASSWORD,
    '--no-auth-warning',
    'CONFIG',
    'SET',
    'dir',
    '/',
  );
  if (await isRelease(redis, '7.0')) {
    expect(answer).toMatch(/protected config/);
    return 'yes';
  }
  expect(answer).toBe('OK');
  return { not: 'whoever may CONFIG SET may move the dump' };
}
