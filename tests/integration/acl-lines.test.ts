import { describe, expect, test } from 'vitest';
import { setStopWrites } from '../../lib/actions/set-stop-writes';
import { triggerBgsave } from '../../lib/actions/trigger-bgsave';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import type { RedisConnection } from '../../lib/redis/redis';
import { aclLine, allowedOf, connectAs, isQuoted, isRelease, PASSWORD, runAclLine } from '../support/acl-guide';
import * as bench from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { endings } from '../support/endings';
import * as recipes from '../support/recipes';
import type { RedisOptions, RedisServer } from '../support/redis-server';
import { watchedFleet, type Watched } from '../support/watched-fleet';

const toEnd = endings();
const { started } = toEnd;

const as = (redis: { readonly port: number }, username: string | null): RedisConnection => {
  const made = connectAs(redis, username);
  toEnd.push(() => made.close());
  return made;
};

async function watched(redis: RedisServer): Promise<Watched> {
  const fleet = await watchedFleet({ orders: `redis://observer:${PASSWORD}@127.0.0.1:${redis.port}` });
  toEnd.push(() => fleet.dispose());
  return fleet.one('orders');
}

async function aBench(): Promise<bench.ActionBench> {
  const made = await bench.actionBench();
  toEnd.push(() => made.dispose());
  return made;
}

function withBothUsers(redis: RedisServer): RegisteredInstance {
  const credentials = (username: string) => ({ username, password: PASSWORD });
  return anInstance(redis.url, { observer: credentials('observer'), operator: credentials('operator') });
}

const NO_KEYS = ['GET k', 'SET k v', 'DEL k', 'KEYS *', 'SCAN 0', 'DBSIZE', 'FLUSHALL', 'EVAL return 0', 'PUBLISH c m'];
const NO_HARM = ['SAVE', 'SHUTDOWN NOSAVE', 'CONFIG REWRITE', 'CONFIG RESETSTAT', 'REPLICAOF NO ONE', 'BGREWRITEAOF'];
const NO_OTHERS = ['ACL LIST', 'ACL SETUSER x on', 'CLIENT LIST', 'MONITOR', 'SUBSCRIBE c'];
const NO_CHANGE = ['BGSAVE', 'CONFIG SET stop-writes-on-bgsave-error no', 'MULTI'];

describe('the observer of the guide', () => {
  test('sees all that the page needs', async () => {
    const redis = await started();
    expect(await runAclLine(redis, 'observer')).toBe('OK');
    await recipes.refuseWrites(redis);
    const seen = await as(redis, 'observer').observe(Date.now);
    expect(seen).toMatchObject({
      facts: {
        ping: { kind: 'refused', cause: 'rdb' },
        rdb: { lastStatus: 'err' },
        config: {
          guard: { value: 'yes' },
          savePoints: { value: [{ seconds: 3600, changes: 1 }] },
          dir: { value: redis.dir },
          dbfilename: { value: 'dump.rdb' },
          replicaIgnoreDiskWriteErrors: (await isRelease(redis, '7.0')) ? { value: 'no' } : { value: null },
        },
        counters: { bgsave: { calls: 1 } },
      },
    });
    expect(await redis.cli('ACL', 'LOG')).toBe('');
  });

  test('changes nothing, and reads no key', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer');
    expect(await allowedOf(redis, 'observer', [...NO_CHANGE, ...NO_HARM, ...NO_KEYS, ...NO_OTHERS])).toEqual([]);
    const observer = as(redis, 'observer');
    expect(await observer.bgsave({ schedule: false })).toMatchObject({ kind: 'refused' });
    expect(await observer.setGuard('no')).toMatchObject({ kind: 'refused' });
    expect(await bench.guardOf(redis)).toBe('yes');
  });

  test('is there again after a restart when the file has it', async () => {
    const redis = await started();
    const line = await aclLine(redis, (await isRelease(redis, '6.2')) ? 'config-file' : 'observer');
    const words = line.slice(line.indexOf('observer'));
    await redis.restart({ args: ['--user', ...words] });
    expect(await as(redis, 'observer').observe(Date.now)).toMatchObject({ kind: 'facts' });
  });

  test('is not on a replica until it is added there as well', async () => {
    const primary = await started();
    await runAclLine(primary, 'observer');
    const replica = await recipes.startReplicaOf(primary);
    toEnd.push(() => replica.stop());
    expect(await replica.cli('ACL', 'USERS')).not.toContain('observer');
  });
});

describe('the operator of the guide', () => {
  async function refusing(line: string): Promise<RedisServer> {
    const redis = await started();
    for (const kind of ['observer', line]) expect(await runAclLine(redis, kind)).toBe('OK');
    await recipes.refuseWrites(redis);
    return redis;
  }

  test('lets refused writes in with the proof in one MULTI, and saves', async () => {
    const redis = await refusing('operator');
    const ctx = await aBench();
    const instance = withBothUsers(redis);
    const off = bench.valueOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    expect(off).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no' });
    expect(off.message).not.toContain('one by one');
    expect(await bench.callsOf(redis, 'exec')).toBe(1);
    recipes.healDisk(redis);
    const asked = { schedule: false, reason: null, runId: null };
    const save = bench.valueOfResult(await triggerBgsave(ctx, instance, asked, bench.ONCALL_1));
    expect(save.reply.kind).toBe('started');
    await recipes.saveEnded(redis, 'ok');
    expect(await redis.cli('ACL', 'LOG')).toBe('');
  });

  test('reads no key and does no other harm', async () => {
    const redis = await refusing('operator');
    expect(await allowedOf(redis, 'operator', [...NO_HARM, ...NO_KEYS, ...NO_OTHERS])).toEqual([]);
  });

  test('may change other settings too: that is what Redis cannot restrict', async () => {
    const redis = await refusing('operator');
    const change = (...words: readonly string[]) =>
      redis.cli('--user', 'operator', '--pass', PASSWORD, 'CONFIG', 'SET', ...words);
    expect(await change('save', '')).toBe('OK');
    const since7 = await isRelease(redis, '7.0');
    expect(await change('dir', '/')).toMatch(since7 ? /protected config/ : /^OK$/);
    if (since7) {
      expect(await runAclLine(redis, 'refused')).toContain('Allowing first-arg of a subcommand is not supported');
    }
  });

  test('without MULTI and EXEC it works with a weaker proof, and says so', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer');
    expect(await runAclLine(redis, 'operator', ['+multi', '+exec'])).toBe('OK');
    const ctx = await aBench();
    const result = await setStopWrites(ctx, withBothUsers(redis), bench.switchOff(), bench.ONCALL_1);
    const action = bench.valueOfResult(result);
    expect(action).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no' });
    const weaker = 'Sent and read back one by one, because this user may not run MULTI.';
    expect(action.message).toContain(weaker);
    expect(isQuoted(weaker)).toBe(true);
    if (await isRelease(redis, '6.2')) {
      const short = await aclLine(redis, 'operator-one-by-one');
      expect([...short, '+multi', '+exec']).toEqual(await aclLine(redis, 'operator'));
    }
  });

  test.each(['bgsave', 'config|set'])(
    'without %s Redis refuses, and Savepoint says what the guide says',
    async (right) => {
      const redis = await started();
      await runAclLine(redis, 'observer');
      await runAclLine(redis, 'operator', [`+${right}`]);
      const ctx = await aBench();
      const instance = withBothUsers(redis);
      const asked = { schedule: false, reason: null, runId: null };
      const result =
        right === 'bgsave'
          ? await triggerBgsave(ctx, instance, asked, bench.ONCALL_1)
          : await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1);
      const { message } = bench.refusalOfResult(result);
      expect(message).toContain(`may not run ${right}`);
      expect(isQuoted(message), message).toBe(true);
    },
  );
});

describe('what Savepoint shows when a right of the observer is missing', () => {
  test('info: no access, and what to allow', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer', ['+info']);
    const { summary } = await (await watched(redis)).state('no-access');
    expect(isQuoted(summary), summary).toBe(true);
  });

  test('ping: refused writes are derived, not proven', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer', ['+ping']);
    await recipes.refuseWrites(redis);
    const { writes } = await (await watched(redis)).state('rejecting-writes');
    expect(writes).toMatchObject({ availability: 'rejected', cause: 'rdb', evidence: 'derived' });
  });

  test.each<[string, RedisOptions]>([
    ['config|get', {}],
    ['CONFIG itself, which is renamed', { args: recipes.withoutCommand('CONFIG') }],
  ])('%s: the state comes from INFO and PING alone', async (_, options) => {
    const redis = await started(options);
    if (await isRelease(redis, '6.2')) expect(await runAclLine(redis, 'observer-without-config')).toBe('OK');
    else await runAclLine(redis, 'observer', ['+config|get']);
    await recipes.addKeys(redis, 5);
    const one = await watched(redis);
    await one.polls(1);
    await recipes.save(redis);
    const saved = await one.state('saved');
    const unsure = 'Whether the next save is due cannot be told: the save points are not readable.';
    expect(saved.summary).toContain(unsure);
    expect(isQuoted(unsure)).toBe(true);
    expect(saved.writes).toMatchObject({ availability: 'accepted', evidence: 'ping' });

    await recipes.refuseWrites(redis);
    const refused = await one.state('rejecting-writes');
    expect(refused.writes).toMatchObject({ availability: 'rejected', cause: 'rdb', evidence: 'ping' });
    expect(refused).toMatchObject({ guard: { value: null }, rdb: { savePoints: { value: null } } });
    expect(isQuoted(refused.guard.valueReason), refused.guard.valueReason ?? '').toBe(true);
    expect(refused.actions.setStopWrites).toMatchObject({ allowed: false });
  });
});
