import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { CommandNames } from '../../lib/domain/instance/reach';
import { EN } from '../../lib/domain/words/en';
import { presentInstance } from '../../lib/http/present-instance';
import { connectRedis } from '../../lib/redis/connection';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { secretsIn } from '../support/canaries';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { breakDump, healDump } from '../support/history-script';
import type { RedisServer } from '../support/redis-server';
import { targetOf, TIMEOUTS } from '../support/redis-target';

const ID = 'orders-primary';
const BGSAVE = { schedule: false, reason: null, runId: null };
const GUARD = { confirm: ID, until: null, rewrite: false, runId: null };
const NAMES = {
  auth: 'canary-auth-1f3a',
  info: 'canary-info-77ab',
  ping: 'canary-ping-0c11',
  config: 'canary-config-5e2d',
  bgsave: 'canary-bgsave-9d04',
  multi: 'canary-multi-31bb',
  exec: 'canary-exec-a0f6',
  acl: 'canary-acl-c48e',
} as const;

const toEnd = endings();
let watch: TestSavepoint | null = null;
afterEach(async () => {
  await watch?.dispose();
  watch = null;
});

/** A server whose configuration gives commands other names, or none. */
async function renamed(names: CommandNames): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), 'savepoint-redis-'));
  toEnd.push(() => rmSync(dir, { recursive: true, force: true }));
  const lines = Object.entries(names).map(([command, name]) => `rename-command ${command} "${name ?? ''}"\n`);
  writeFileSync(join(dir, 'redis.conf'), lines.join(''));
  return toEnd.started({ dir, configFile: 'redis.conf' });
}

const view = () => watch?.savepoint.instance(ID) ?? null;
const settled = (id: string) =>
  eventually('the action to be resolved', async () => {
    const action = await watch?.savepoint.getAction(id);
    return action === undefined || action === null || action.outcome === 'pending' ? null : action;
  });

async function bgsave() {
  const result = await watch?.savepoint.triggerBgsave(ID, BGSAVE, OPERATOR);
  if (result?.ok !== true) throw new Error(result?.refusal.message);
  return settled(result.value.action.id);
}

/** What the server counted, by the commands' own names. */
async function counted(redis: RedisServer, info: string): Promise<Readonly<Record<string, number>>> {
  const stats = await redis.cli(info, 'commandstats');
  return Object.fromEntries(
    [...stats.matchAll(/^cmdstat_(\S+?):calls=(\d+)/gm)].map(([, name, calls]) => [name, Number(calls)]),
  );
}

/** Whatever a page, the API or the record could hold: the views of all changes, the plans, the answer to INFO, the audit. */
async function everythingTold(): Promise<string> {
  if (watch === null) return '';
  const { savepoint, changes } = watch;
  const views = changes.map((change) => (change.kind === 'instance' ? presentInstance(change.view(EN)) : change));
  const plans = [
    await savepoint.plan(ID, { action: 'bgsave', value: null }),
    await savepoint.plan(ID, { action: 'set-stop-writes', value: 'no' }),
  ];
  return JSON.stringify([views, plans, await savepoint.rawInfo(ID), await savepoint.listAudit({ limit: 50 })]);
}

test('the incident over other names: watched, the guard off, a whole save, the guard on; and no name is told', async () => {
  const redis = await renamed(NAMES);
  await redis.cli(NAMES.acl, 'SETUSER', 'ops', 'on', '>pw', '+@all', '~*');
  await redis.cli('SET', 'k', 'v');
  const instance = anInstance(`redis://ops:pw@127.0.0.1:${redis.port}`, { commands: NAMES });
  watch = await aSavepoint([instance]);
  await eventually('the guard to be read', () => view()?.guard.value === 'yes');
  breakDump(redis);
  expect(await bgsave()).toMatchObject({ outcome: 'not-applied', message: expect.stringMatching(/^Failed/) });
  await eventually('refusing', () => view()?.state === 'rejecting-writes');
  const reason = 'checkout down, INC-4312';
  const off = await watch.savepoint.setStopWrites(ID, { ...GUARD, value: 'no', expected: 'yes', reason }, OPERATOR);
  expect(off).toMatchObject({ ok: true, value: { action: { outcome: 'applied', before: 'yes', after: 'no' } } });
  healDump(redis);
  expect(await bgsave()).toMatchObject({ outcome: 'applied', message: expect.stringMatching(/^Saved/) });
  await eventually('the guard to be on again', () => view()?.guard.value === 'yes');
  expect((await watch.savepoint.listSaves({ instanceId: ID, limit: 9 })).rows.map(({ trigger }) => trigger)).toEqual([
    'operator',
    'operator',
  ]);

  const calls = await counted(redis, NAMES.info);
  expect(calls).toMatchObject({ bgsave: 2, 'config|set': 2, multi: 2, exec: 2 });
  expect([calls['auth'], calls['ping'], calls['config|get']].every((count) => (count ?? 0) > 2)).toBe(true);
  const told = await everythingTold();
  expect(told).toContain('redis_version');
  expect(secretsIn(told, Object.values(NAMES))).toEqual([]);
});

describe('what is not there', () => {
  test.each<[string, CommandNames, CommandNames, RegExp]>([
    [
      'disabled, and the configuration says so',
      { config: null },
      { config: null },
      /CONFIG is disabled on this server, as savepoint\.yaml says\.$/,
    ],
    [
      'disabled, and nobody says so',
      { config: null },
      {},
      /CONFIG is not available on this server \(renamed or disabled\)\.$/,
    ],
    [
      'renamed, and named wrongly',
      { config: 'canary-right-name' },
      { config: 'canary-wrong-name' },
      /CONFIG is not known to this server under the name that savepoint\.yaml gives it\.$/,
    ],
  ])('CONFIG %s: the state is still told, and the guard is not known', async (_case, there, told, reason) => {
    const redis = await renamed(there);
    await redis.cli('SET', 'k', 'v');
    watch = await aSavepoint([anInstance(redis.url, { commands: told })]);
    const seen = await eventually('a sighting', () => (view()?.observedAt === null ? null : view()));
    expect(seen).toMatchObject({
      state: 'at-risk',
      guard: { value: null },
      writes: { availability: 'accepted', evidence: 'ping' },
    });
    expect(seen?.guard.valueReason).toMatch(reason);
    const calls = await counted(redis, 'INFO');
    expect([calls['config|get'], calls['bgsave']]).toEqual([undefined, undefined]);
    // What is known to be disabled is not even asked for.
    expect((await redis.cli('INFO', 'errorstats')).includes('errorstat_ERR')).toBe(told.config !== null);
    expect(seen?.withheld.map(({ what }) => what)).toEqual(['CONFIG']);
    const plan = await watch.savepoint.setStopWrites(
      ID,
      { ...GUARD, value: 'no', expected: 'yes', reason: 'checkout down' },
      OPERATOR,
    );
    expect(plan).toMatchObject({ ok: false, refusal: { code: 'not_possible' } });
    expect(
      secretsIn(JSON.stringify(plan) + (await everythingTold()), ['canary-right-name', 'canary-wrong-name']),
    ).toEqual([]);
  });

  test.each<[string, CommandNames, string]>([
    [
      'disabled, and the configuration says so',
      { bgsave: null },
      'BGSAVE is disabled on this server, as savepoint.yaml says.',
    ],
    [
      'disabled, and nobody says so',
      {},
      'Redis refused: BGSAVE is not available on this server (renamed or disabled). Nothing was started.',
    ],
  ])('BGSAVE %s', async (_case, commands, message) => {
    const redis = await renamed({ bgsave: null });
    watch = await aSavepoint([anInstance(redis.url, { commands })]);
    const result = await watch.savepoint.triggerBgsave(ID, BGSAVE, OPERATOR);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'not_possible', message } });
  });

  test.each<[string, CommandNames, CommandNames, string, RegExp]>([
    [
      'INFO under another name',
      { info: 'right' },
      {},
      'unreadable',
      /^Redis does not know INFO, .* renamed or disabled there/,
    ],
    [
      'INFO under a wrong one',
      { info: 'right' },
      { info: 'wrong' },
      'unreadable',
      /^Redis does not know INFO, .* that savepoint\.yaml gives it/,
    ],
    ['AUTH under another name', { auth: 'right' }, {}, 'auth', /^Redis does not know AUTH/],
  ])('%s is a problem of the instance', async (_case, there, told, code, message) => {
    const redis = await renamed(there);
    const connection = connectRedis({ ...targetOf(redis, { password: 'pw' }), commands: told }, TIMEOUTS);
    const seen = await connection.observe(Date.now);
    connection.close();
    expect(seen).toMatchObject({ kind: 'problem', problem: { code, message: expect.stringMatching(message) } });
  });

  test.each<[string, CommandNames]>([
    ['MULTI', { multi: null }],
    ['EXEC', { exec: null }],
  ])('without %s the guard is switched one by one', async (_name, commands) => {
    const redis = await renamed(commands);
    const connection = connectRedis({ ...targetOf(redis), commands }, TIMEOUTS);
    const reply = await connection.setGuard('no');
    connection.close();
    expect(reply).toMatchObject({ kind: 'done', before: 'yes', after: 'no', atomic: false });
  });

  test('without CONFIG nothing is switched, and that is told', async () => {
    const redis = await renamed({ config: null });
    const connection = connectRedis({ ...targetOf(redis), commands: { config: null } }, TIMEOUTS);
    expect(await connection.setGuard('no')).toEqual({
      kind: 'refused',
      why: { kind: 'disabled-command', command: 'CONFIG' },
    });
    expect(await connection.mayChangeSettings({ software: 'redis', version: '7.0.15' })).toBe(false);
    connection.close();
  });
});

test('whether the observer may change settings is asked by the names of that server', async () => {
  const names = { config: 'other-config', acl: 'other-acl' };
  const redis = await renamed(names);
  const rights = ['on', '>pw', 'resetkeys', 'resetchannels', '-@all', '+info', '+ping', '+config|get', '+acl|dryrun'];
  await redis.cli('other-acl', 'SETUSER', 'watches', ...rights);
  await redis.cli('other-acl', 'SETUSER', 'may', ...rights, '+config|set');
  for (const [username, may] of [
    ['watches', false],
    ['may', true],
  ] as const) {
    const target = { ...targetOf(redis, { username, password: 'pw' }), commands: names };
    const connection = connectRedis(target, TIMEOUTS);
    expect([username, await connection.mayChangeSettings({ software: 'redis', version: '7.0.15' })]).toEqual([
      username,
      may,
    ]);
    connection.close();
  }
  expect(await counted(redis, 'INFO')).toMatchObject({ 'acl|dryrun': 2 });
});
