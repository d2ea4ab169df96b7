import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { connectRedis } from '../../lib/redis/connection';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { TIMEOUTS } from '../support/redis-target';
import { newDataDir } from '../support/store-folder';

const ID = 'orders-primary';
const GUARD = { confirm: ID, until: { kind: 'none', at: null }, rewrite: false, runId: null } as const;

const toEnd = endings();
let watch: TestSavepoint | null = null;
afterEach(async () => {
  await watch?.dispose();
  watch = null;
});

test('through a socket, with two users: watched, saved to the end, the guard off and on', async () => {
  const redis = await toEnd.started();
  const path = join(redis.dir, 'redis.sock');
  await redis.restart({ args: ['--unixsocket', path] });
  const reads = ['on', '>pw', 'resetkeys', 'resetchannels', '-@all', '+info', '+ping', '+config|get'];
  await redis.cli('ACL', 'SETUSER', 'observer', ...reads, '+acl|dryrun');
  await redis.cli('ACL', 'SETUSER', 'operator', ...reads, '+bgsave', '+config|set', '+multi', '+exec');
  watch = await aSavepoint([
    anInstance(redis.url, {
      endpoint: { kind: 'unix', path },
      observer: { username: 'observer', password: 'pw' },
      operator: { username: 'operator', password: 'pw' },
    }),
  ]);
  const { savepoint } = watch;
  const view = () => savepoint.instance(ID);
  await eventually('its guard to be read', () => view()?.guard.value === 'yes');
  expect(view()).toMatchObject({ address: path, observer: { user: 'observer', acts: false } });

  const saving = await savepoint.triggerBgsave(ID, { schedule: false, reason: null, runId: null }, OPERATOR);
  if (!saving.ok) throw new Error(saving.refusal.message);
  const saved = await eventually('the save to end', async () => {
    const action = await savepoint.getAction(saving.value.action.id);
    return action?.outcome === 'pending' ? null : action;
  });
  expect(saved).toMatchObject({ outcome: 'applied' });
  for (const [value, expected] of [
    ['no', 'yes'],
    ['yes', 'no'],
  ] as const) {
    const until = value === 'no' ? GUARD.until : null;
    const request = { ...GUARD, until, value, expected, reason: 'checkout down, INC-4312' };
    const done = await savepoint.setStopWrites(ID, request, OPERATOR);
    expect(done).toMatchObject({ ok: true, value: { action: { outcome: 'applied', after: value } } });
  }
});

const folder = newDataDir();
const nothing = join(folder, 'nothing.sock');
const file = join(folder, 'redis.rdb');
const inside = join(file, 'redis.sock');
const directory = join(folder, 'run');
writeFileSync(file, 'no socket');
mkdirSync(directory);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each<[string, string, string]>([
  ['not there', nothing, `There is no socket at ${nothing}. Is Redis running, and is the path right?`],
  ['in no folder', inside, `There is no socket at ${inside}. Is Redis running, and is the path right?`],
  ['a file', file, `What is at ${file} is not a socket. Write the path of the socket: unixsocket in redis.conf.`],
  [
    'a folder',
    directory,
    `What is at ${directory} is not a socket. Write the path of the socket: unixsocket in redis.conf.`,
  ],
])('a socket that is %s is told in a sentence', async (_case, path, message) => {
  const credentials = { username: null, password: null };
  const connection = connectRedis({ endpoint: { kind: 'unix', path }, database: 0, credentials }, TIMEOUTS);
  expect(await connection.observe(Date.now)).toMatchObject({ problem: { code: 'refused', message } });
  connection.close();
});

test('a socket that Redis left behind is told as one on which nobody listens', async () => {
  const redis = await toEnd.started();
  const path = join(redis.dir, 'redis.sock');
  await redis.restart({ args: ['--unixsocket', path] });
  await redis.kill();
  const credentials = { username: null, password: null };
  const connection = connectRedis({ endpoint: { kind: 'unix', path }, database: 0, credentials }, TIMEOUTS);
  const message = `Nobody listens on the socket ${path}: Redis is not running, or it ended and left the file behind.`;
  expect(await connection.observe(Date.now)).toMatchObject({ problem: { code: 'refused', message } });
  connection.close();
});
