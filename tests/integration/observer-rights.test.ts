import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { InstanceWatch } from '../../lib/monitor/instance-watch';
import type { RedisConnection } from '../../lib/redis/redis';
import { connectAs, isQuoted, isRelease, PASSWORD, runAclLine } from '../support/acl-guide';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { callsOf } from '../support/calls-of';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeRedis } from '../support/fake-redis';
import * as recipes from '../support/recipes';
import type { RedisServer } from '../support/redis-server';
import { bulk } from '../support/resp';

const run = promisify(execFile);
const ID = 'orders-primary';
const MAY_SET = ['+config|set'];
const HOUR = 3_600_000;

const toEnd = endings();
const { started } = toEnd;

const as = (redis: { readonly port: number }, username: string | null): RedisConnection => {
  const made = connectAs(redis, username);
  toEnd.push(() => made.close());
  return made;
};

/** What is found out about a user, as a poll finds it out: after a look that tells the release. */
async function mayChange(redis: { readonly port: number }, username: string | null) {
  const connection = as(redis, username);
  const seen = await connection.observe(Date.now);
  if (seen.kind !== 'facts') throw new Error(seen.problem.message);
  return connection.mayChangeSettings(seen.facts.server);
}

async function watching(redis: { readonly port: number }, username: string | null, acts = false) {
  const observer = { username, password: username === null ? null : PASSWORD };
  const url = `redis://127.0.0.1:${redis.port}`;
  const watch = await aSavepoint([anInstance(url, { observer, operator: acts ? observer : null })], {
    pollIntervalMs: 100,
  });
  toEnd.push(() => watch.dispose());
  return watch;
}

/** Types a command of a page; a machine that runs a Valkey for its tests need not have valkey-cli. */
async function inShell(command: string | null | undefined): Promise<void> {
  const { stdout } = await run('sh', ['-c', command?.replace(/^valkey-cli/, 'redis-cli') ?? 'false']);
  expect(stdout).toBe('OK\n');
}

/** What is told once a poll has ended: the rights are asked for after the facts are there. */
const seenBy = ({ changes }: TestSavepoint) =>
  eventually('the end of a poll', () => {
    const views = changes.flatMap((change) => (change.kind === 'instance' ? [change.view(EN)] : []));
    return views.find(({ observedAt }) => observedAt !== null) ?? null;
  });

const logOf = async (redis: RedisServer): Promise<readonly string[]> =>
  (await redis.cli('ACL', 'LOG')).split('\n').filter((line) => /^(acl|config)/.test(line));

describe('whether a user may change settings', () => {
  test('the observer of the guide may not, and from 7.0 on no refusal is kept in ACL LOG', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer');
    expect(await mayChange(redis, 'observer')).toBe(false);
    expect(await logOf(redis)).toEqual((await isRelease(redis, '7.0')) ? [] : ['config']);
  });

  test('one that may not even ask may not either: then ACL LOG has both questions', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer', ['+acl|dryrun']);
    expect(await mayChange(redis, 'observer')).toBe(false);
    const since7 = await isRelease(redis, '7.0');
    expect(await logOf(redis)).toEqual(since7 ? ['config|set', 'acl|dryrun'] : ['config']);
  });

  test.each<[string, string, readonly string[]]>([
    ['asked by ACL DRYRUN', '+acl|dryrun', MAY_SET],
    ['by a command that is never carried out', '-acl', MAY_SET],
  ])('one that may is found out without a change: %s', async (_name, acl, more) => {
    const redis = await started();
    await runAclLine(redis, 'observer', ['+acl|dryrun']);
    expect(await redis.cli('ACL', 'SETUSER', 'observer', ...more, acl)).toBe('OK');
    const before = await redis.cli('CONFIG', 'GET', '*');
    expect(await mayChange(redis, 'observer')).toBe(true);
    expect(await redis.cli('CONFIG', 'GET', '*')).toBe(before);
    if (await isRelease(redis, '7.0')) expect(await callsOf(redis, 'config|set')).toBe(acl === '-acl' ? 1 : 0);
  });

  test('the operator of the guide may, and so may "default"', async () => {
    const redis = await started();
    await runAclLine(redis, 'operator');
    expect([await mayChange(redis, 'operator'), await mayChange(redis, null)]).toEqual([true, true]);
  });

  test('by a selector as well', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer');
    await redis.cli('ACL', 'SETUSER', 'observer', '(+config|set)');
    // 6.x knows no selectors and refuses the line.
    expect(await mayChange(redis, 'observer')).toBe(await isRelease(redis, '7.0'));
  });

  test('is not known where ACL is renamed, and nothing else is tried', async () => {
    const redis = await started({ args: recipes.withoutCommand('ACL') });
    // 6.x is not asked by ACL.
    expect(await mayChange(redis, null)).toBe((await isRelease(redis, '7.0')) ? null : true);
    expect(await callsOf(redis, 'config|set')).toBe(0);
  });

  test('is not known where CONFIG is renamed', async () => {
    const redis = await started({ args: recipes.withoutCommand('CONFIG') });
    await runAclLine(redis, 'observer', ['+config|get']);
    expect(await mayChange(redis, 'observer')).toBeNull();
  });

  test('is not asked of a release without users', async () => {
    const info = readFileSync(new URL('../fixtures/info/redis-5.0.14-saved.txt', import.meta.url), 'utf8');
    const old = await startFakeRedis(([name]) => (name === 'INFO' ? bulk(info) : '-ERR no\r\n'));
    toEnd.push(() => old.stop());
    const seen = await seenBy(await watching(old, null));
    expect(seen.observer).toMatchObject({ mayChangeSettings: null, tooMuch: null });
    expect(seen.observer.mayChangeSettingsReason).toMatch(/no users/);
    expect(old.commands.filter(([name, sub]) => name === 'ACL' || sub === 'SET')).toEqual([]);
  });
});

describe('an instance that is watched', () => {
  test('by a user that may do too much: it is told with its name and the line, and the line mends it', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer');
    await redis.cli('ACL', 'SETUSER', 'observer', ...MAY_SET, '~*');
    const { observer, state } = await seenBy(await watching(redis, 'observer'));
    expect(observer).toMatchObject({ user: 'observer', acts: false, mayChangeSettings: true });
    const { message = '', command } = observer.tooMuch ?? {};
    expect(isQuoted(message), message).toBe(true);

    await inShell(command);
    expect(await mayChange(redis, 'observer')).toBe(false);
    const rules = await redis.cli('ACL', 'LIST');
    await runAclLine(redis, 'observer', ['on', `>${PASSWORD}`]);
    expect(await redis.cli('ACL', 'LIST')).toBe(rules);

    const again = await seenBy(await watching(redis, 'observer'));
    expect(again).toMatchObject({ state, observer: { mayChangeSettings: false, tooMuch: null } });
  });

  test('by "default": Savepoint gets a user of its own, and "default" stays as it is', async () => {
    const redis = await started();
    const { observer } = await seenBy(await watching(redis, null));
    expect(observer).toMatchObject({ user: 'default', mayChangeSettings: true });
    await inShell(observer.tooMuch?.command);
    expect(await mayChange(redis, 'savepoint')).toBe(false);
    expect(await mayChange(redis, null)).toBe(true);
  });

  test('by the credentials that act as well: nothing is asked, nothing is told', async () => {
    const redis = await started();
    const { observer } = await seenBy(await watching(redis, null, true));
    expect(observer).toMatchObject({ acts: true, mayChangeSettings: null, tooMuch: null });
    expect(await redis.cli('INFO', 'commandstats')).not.toMatch(/cmdstat_(acl|config\|set)/);
  });

  test('is asked once a connection, not with every poll', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer');
    const watch = await watching(redis, 'observer');
    const times = new Set<number | null>();
    await eventually('some polls', () => times.add(watch.savepoint.instance(ID)?.observedAt ?? null).size > 5);
    // 6.x counts no subcommands; there the question is refused, and ACL LOG begins with how often.
    if (await isRelease(redis, '7.0')) expect(await callsOf(redis, 'acl|dryrun')).toBe(1);
    else expect(await redis.cli('ACL', 'LOG')).toMatch(/^count\n1\n/);
  });

  test('whose rights change while it is connected: told after the next connection; what is mended, within a minute', async () => {
    const redis = await started();
    await runAclLine(redis, 'observer');
    let now = 0;
    const observer = { username: 'observer', password: PASSWORD };
    const instance = anInstance(redis.url, { observer, operator: null });
    const watch = new InstanceWatch(
      instance,
      as(redis, 'observer'),
      1000,
      () => 'id',
      () => now,
    );
    const told = () => watch.view(Date.now(), EN).observer.mayChangeSettings;
    /** Polls as much later, until there are facts: the first one finds that the connection is gone. */
    const polls = (later: number) => {
      now += later;
      return eventually('facts', async () => {
        await watch.poll(Date.now);
        return watch.latest?.kind === 'facts';
      });
    };
    await polls(0);
    expect(told()).toBe(false);
    await redis.cli('ACL', 'SETUSER', 'observer', ...MAY_SET);
    await polls(2 * HOUR);
    expect(told()).toBe(false);
    await redis.cli('CLIENT', 'KILL', 'USER', 'observer');
    await polls(1000);
    expect(told()).toBe(true);
    await redis.cli('ACL', 'SETUSER', 'observer', '-config', '+config|get');
    await polls(30_000);
    expect(told()).toBe(true);
    await polls(30_000);
    expect(told()).toBe(false);
  });

  test('is told in the answer to its registration, whose operator is another user', async () => {
    const redis = await started();
    for (const kind of ['observer', 'operator']) await runAclLine(redis, kind);
    const watch = await aSavepoint([], { pollIntervalMs: 100 });
    toEnd.push(() => watch.dispose());
    const register = (name: string, user: string, operator: 'same' | { username: string; password: string }) =>
      watch.savepoint.register(
        {
          name,
          url: `redis://${user}:${PASSWORD}@127.0.0.1:${redis.port}`,
          operator,
          environment: 'staging',
          tags: {},
        },
        OPERATOR,
      );
    const answers = [
      await register('mixed-up', 'operator', { username: 'observer', password: PASSWORD }),
      await register('same', 'operator', 'same'),
      await register('least', 'observer', { username: 'operator', password: PASSWORD }),
    ];
    const seen = answers.map((answer) => (answer.ok ? answer.value.observer : answer.refusal.message));
    expect(seen).toMatchObject([
      { user: 'operator', mayChangeSettings: true, tooMuch: { message: expect.stringContaining('user "operator"') } },
      { acts: true, mayChangeSettings: null, tooMuch: null },
      { user: 'observer', mayChangeSettings: false, tooMuch: null },
    ]);
  });

  test('still acts by the same credentials after a restart of Savepoint', async () => {
    const redis = await started();
    const watch = await aSavepoint([], { pollIntervalMs: 100 });
    const input = { url: redis.url, operator: 'same', environment: 'staging', tags: {} } as const;
    expect(await watch.savepoint.register({ name: ID, ...input }, OPERATOR)).toMatchObject({ ok: true });
    await watch.stop();
    const again = await aSavepoint([], { dataDir: watch.dataDir, pollIntervalMs: 100 });
    toEnd.push(() => again.dispose());
    expect((await seenBy(again)).observer).toMatchObject({ acts: true, tooMuch: null });
    expect(await redis.cli('INFO', 'commandstats')).not.toContain('cmdstat_acl');
  });
});
