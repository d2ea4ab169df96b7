import { describe, expect, test } from 'vitest';
import { connectRedis } from '../../lib/redis/connection';
import type { RedisConnection, Timeouts } from '../../lib/redis/redis';
import { callsOf, expectCalls } from '../support/calls-of';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeRedis } from '../support/fake-redis';
import { startLossyProxy } from '../support/lossy-proxy';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { TIMEOUTS, targetOf } from '../support/redis-target';
import { bulk, bulks } from '../support/resp';

const SHORT: Timeouts = { connectMs: 1000, commandMs: 300 };
const GUARD = 'stop-writes-on-bgsave-error';

const toEnd = endings();

function kept<T extends { stop(): unknown }>(one: T): T {
  toEnd.push(() => one.stop());
  return one;
}

function connection(
  server: { readonly port: number },
  credentials: Parameters<typeof targetOf>[1] = {},
  timeouts = TIMEOUTS,
): RedisConnection {
  const made = connectRedis(targetOf(server, credentials), timeouts);
  toEnd.push(() => made.close());
  return made;
}

describe('BGSAVE', () => {
  test('started, and refused while it runs', async () => {
    const redis = kept(await startRedis());
    await recipes.addKeys(redis, 5);
    await recipes.slowSaves(redis, 1_000_000);
    const operator = connection(redis);
    expect(await operator.bgsave({ schedule: false })).toEqual({ kind: 'started' });
    expect(await operator.bgsave({ schedule: false })).toEqual({ kind: 'already-saving' });
    expect(await operator.bgsave({ schedule: true })).toEqual({ kind: 'already-saving' });
  });

  test('an empty ERR is a refused fork', async () => {
    const redis = kept(await startRedis({ asNobody: true }));
    recipes.limitProcesses(redis);
    const operator = connection(redis);
    expect(await operator.bgsave({ schedule: false })).toEqual({ kind: 'fork-refused' });
    expect(await operator.bgsave({ schedule: true })).toEqual({ kind: 'fork-refused' });
  });

  test('refused to a user without the right', async () => {
    const redis = kept(await startRedis());
    await recipes.addUser(redis, 'observer', 'pw', recipes.OBSERVER_RULES);
    const reply = await connection(redis, { username: 'observer', password: 'pw' }).bgsave({ schedule: false });
    expect(reply).toEqual({
      kind: 'refused',
      why: { kind: 'not-permitted', user: 'observer', command: 'bgsave' },
    });
  });

  test('a server without the command', async () => {
    const redis = kept(await startRedis({ args: recipes.withoutCommand('BGSAVE') }));
    const reply = await connection(redis).bgsave({ schedule: false });
    expect(reply).toMatchObject({ kind: 'refused', why: { kind: 'no-such-command' } });
  });

  test('not sent when nothing listens', async () => {
    const reply = await connection({ port: await freePort() }).bgsave({ schedule: false });
    expect(reply).toMatchObject({ kind: 'not-sent', problem: { code: 'refused' } });
  });

  test('not sent when the password is wrong', async () => {
    const redis = kept(await startRedis({ password: 'right' }));
    const reply = await connection(redis, { password: 'wrong' }).bgsave({ schedule: false });
    expect(reply).toMatchObject({ kind: 'not-sent', problem: { code: 'auth' } });
    expect(await callsOf(redis, 'bgsave')).toBe(0);
  });

  test('a wrong password runs nothing as the user that needs none', async () => {
    const redis = kept(await startRedis());
    await recipes.addUser(redis, 'operator', 'right', recipes.OPERATOR_RULES);
    const reply = await connection(redis, { username: 'operator', password: 'wrong' }).bgsave({ schedule: false });
    expect(reply).toMatchObject({ kind: 'not-sent', problem: { code: 'auth' } });
    expect(await callsOf(redis, 'bgsave')).toBe(0);
  });

  test.each([{ hangUp: false }, { hangUp: true }])('a lost reply: sent once, outcome open, %o', async (how) => {
    const redis = kept(await startRedis());
    const proxy = kept(await startLossyProxy(redis.port));
    const operator = connection(proxy, {}, SHORT);
    expect(await operator.observe(Date.now)).toMatchObject({ kind: 'facts' });
    proxy.loseReplies(how);
    expect(await operator.bgsave({ schedule: false })).toMatchObject({
      kind: 'no-answer',
      problem: { code: how.hangUp ? 'reset' : 'unresponsive' },
    });
    // Whatever is asked next goes out on a new connection, without the BGSAVE before it.
    await operator.observe(Date.now);
    expect(proxy.sent().match(/BGSAVE/g)).toHaveLength(1);
    expect(await callsOf(redis, 'bgsave')).toBe(1);
  });
});

describe('the guard', () => {
  test('set, with the value before and after and the run id', async () => {
    const redis = kept(await startRedis());
    const runId = await recipes.infoField(redis, 'run_id');
    const operator = connection(redis);
    expect(await operator.setGuard('no')).toEqual({ kind: 'done', before: 'yes', after: 'no', runId, atomic: true });
    expect(await operator.setGuard('no')).toEqual({ kind: 'done', before: 'no', after: 'no', runId, atomic: true });
    expect(await redis.cli('CONFIG', 'GET', GUARD)).toBe(`${GUARD}\nno`);
  });

  test.each([
    ['neither MULTI nor EXEC', []],
    ['MULTI but not EXEC', ['+multi']],
    ['EXEC but not MULTI', ['+exec']],
  ])('a user with %s: one by one, and once', async (_, more) => {
    const redis = kept(await startRedis());
    await recipes.addUser(redis, 'operator', 'pw', [...recipes.OBSERVER_RULES, '+config|set', ...more]);
    const operator = connection(redis, { username: 'operator', password: 'pw' });
    expect(await operator.setGuard('no')).toMatchObject({ kind: 'done', before: 'yes', after: 'no', atomic: false });
    await expectCalls(redis, 'config|set', 1);
    expect(await operator.setGuard('yes')).toMatchObject({ kind: 'done', before: 'no', after: 'yes', atomic: false });
  });

  test('the rights recommended for operators are enough', async () => {
    const redis = kept(await startRedis());
    await recipes.addUser(redis, 'operator', 'pw', recipes.OPERATOR_RULES);
    const operator = connection(redis, { username: 'operator', password: 'pw' });
    expect(await operator.setGuard('no')).toMatchObject({ kind: 'done', atomic: true });
    expect(await operator.bgsave({ schedule: true })).toEqual({ kind: 'started' });
  });

  test('refused to a user without the right, nothing changed', async () => {
    const redis = kept(await startRedis());
    await recipes.addUser(redis, 'watcher', 'pw', [...recipes.OBSERVER_RULES, '+multi', '+exec']);
    const reply = await connection(redis, { username: 'watcher', password: 'pw' }).setGuard('no');
    expect(reply).toEqual({
      kind: 'refused',
      why: { kind: 'not-permitted', user: 'watcher', command: 'config|set' },
    });
    expect(await redis.cli('CONFIG', 'GET', GUARD)).toBe(`${GUARD}\nyes`);
  });

  test('a server without CONFIG refuses', async () => {
    const redis = kept(await startRedis({ args: recipes.withoutCommand('CONFIG') }));
    const reply = await connection(redis).setGuard('no');
    expect(reply).toMatchObject({ kind: 'refused', why: { kind: 'no-such-command' } });
  });

  test('writes refused while the disk is broken are accepted with the guard off', async () => {
    const redis = kept(await startRedis());
    await recipes.refuseWrites(redis);
    expect(await redis.cli('SET', 'k', 'v')).toContain('MISCONF');
    await connection(redis).setGuard('no');
    expect(await redis.cli('SET', 'k', 'v')).toBe('OK');
  });

  test('a stopped server: no answer is not "failed", and it took effect', async () => {
    const redis = kept(await startRedis());
    const operator = connection(redis, {}, SHORT);
    await operator.observe(Date.now);
    await redis.kill('SIGSTOP');
    expect(await operator.setGuard('no')).toMatchObject({ kind: 'no-answer', problem: { code: 'unresponsive' } });
    await redis.kill('SIGCONT');
    await eventually('the change', async () => (await redis.cli('CONFIG', 'GET', GUARD)).endsWith('no'));
    await expectCalls(redis, 'config|set', 1);
  });

  test('an old release, which answers CONFIG GET with the same words', async () => {
    const fake = kept(
      await startFakeRedis(([name, , , value]) => {
        if (name === 'MULTI') return '+OK\r\n';
        if (name !== 'EXEC') return value === undefined ? '+QUEUED\r\n' : '+QUEUED\r\n';
        const info = bulk(`# Server\r\nredis_version:2.8.24\r\nrun_id:${'c'.repeat(40)}\r\n`);
        return `*4\r\n${bulks(GUARD, 'yes')}+OK\r\n${bulks(GUARD, 'no')}${info}`;
      }),
    );
    expect(await connection(fake).setGuard('no')).toEqual({
      kind: 'done',
      before: 'yes',
      after: 'no',
      runId: 'c'.repeat(40),
      atomic: true,
    });
  });
});
