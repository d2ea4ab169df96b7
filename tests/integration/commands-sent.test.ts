import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { connectRedis } from '../../lib/redis/connection';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { callsOf } from '../support/calls-of';
import { eventually } from '../support/eventually';
import { startFakeRedis } from '../support/fake-redis';
import { startRedis, type RedisServer } from '../support/redis-server';
import { TIMEOUTS, targetOf } from '../support/redis-target';

/** Everything that Savepoint may ever send where the same credentials watch and act, as Redis counts it: no key is read or written. */
const MAY_SEND = ['auth', 'info', 'ping', 'config|get', 'config|set', 'config|rewrite', 'multi', 'exec', 'bgsave'];
/** MONITOR leaves out what only administrators may; of the rest it tells the arguments. */
const MAY_SAY = /^(info( (server|memory|persistence|stats|replication|errorstats|commandstats))*|ping|multi|exec)$/;
const ID = 'orders-primary';

let redis: RedisServer | null = null;
let watch: TestSavepoint | null = null;
let monitor: Socket | null = null;
const dir = mkdtempSync(join(tmpdir(), 'savepoint-redis-'));

afterEach(async () => {
  monitor?.destroy();
  await watch?.dispose();
  await redis?.stop();
  [monitor, watch, redis] = [null, null, null];
  rmSync(dir, { recursive: true, force: true });
});

/** The commands that arrive at a server, in lower case, as MONITOR tells them. */
async function monitored(port: number): Promise<string[]> {
  const commands: string[] = [];
  let rest = '';
  monitor = connect(port, '127.0.0.1', () => monitor?.write('MONITOR\r\n'));
  monitor.on('data', (data: Buffer) => {
    const lines = (rest + data.toString()).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word.toLowerCase());
      if (words.length > 0) commands.push(words.join(' '));
    }
  });
  await eventually('MONITOR to begin', async () => {
    await redis?.cli('ECHO', 'begin');
    return commands.includes('echo begin');
  });
  return commands;
}

it('what is watched, saved, switched off, written to the file, moved and ended is done with a closed set of commands', async () => {
  writeFileSync(join(dir, 'redis.conf'), '# ours\n');
  redis = await startRedis({ dir, configFile: 'redis.conf' });
  await redis.cli('SET', 'k', 'v');
  const commands = await monitored(redis.port);
  const settings = await redis.cli('CONFIG', 'GET', '*');
  await redis.cli('CONFIG', 'RESETSTAT');
  const from = commands.length;
  watch = await aSavepoint([anInstance(redis.url)], { pollIntervalMs: 100 });
  const { savepoint } = watch;
  const view = () => savepoint.instance(ID);
  await eventually('a look', () => view()?.guard.value === 'yes');

  expect(await savepoint.rawInfo(ID)).toMatchObject({ ok: true });
  await savepoint.plan(ID, { action: 'set-stop-writes', value: 'no' });
  const off = {
    value: 'no',
    expected: 'yes',
    confirm: ID,
    reason: 'the disk is full',
    rewrite: true,
    runId: null,
  } as const;
  const until = { kind: 'time', at: Date.now() + 3_600_000 } as const;
  expect(await savepoint.setStopWrites(ID, { ...off, until }, OPERATOR)).toMatchObject({ ok: true });
  expect(await savepoint.moveOverride(ID, { kind: 'next-good-save', at: null }, OPERATOR)).toMatchObject({ ok: true });
  await eventually('the next second', () => Date.now() - (view()?.server.startedAt ?? Date.now()) > 2000);
  expect(await savepoint.triggerBgsave(ID, { schedule: false, reason: null, runId: null }, OPERATOR)).toMatchObject({
    ok: true,
  });
  await eventually('the end of the override', () => view()?.guard.override === null && view()?.guard.value === 'yes');

  await watch.stop();
  const said = new Set(commands.slice(from));
  expect([...said].filter((command) => !MAY_SAY.test(command))).toEqual([]);
  expect([...said]).toEqual(expect.arrayContaining(['info', 'ping', 'multi', 'exec']));

  const counted = [...(await redis.cli('INFO', 'commandstats')).matchAll(/^cmdstat_(\S+?):/gm)].map(([, name]) => name);
  // CONFIG RESETSTAT counts itself.
  expect(counted.filter((name) => name !== 'config|resetstat' && !MAY_SEND.includes(name ?? ''))).toEqual([]);
  expect(counted).toEqual(expect.arrayContaining(['config|set', 'config|rewrite', 'bgsave']));
  // Whatever was set is as it was: nothing but the guard was touched, and that is on again.
  expect(await redis.cli('CONFIG', 'GET', '*')).toBe(settings);
});

it('a user that only watches is asked for its rights by one command more, and by one that is never carried out', async () => {
  redis = await startRedis();
  const rights = ['on', '>pw', 'resetkeys', 'resetchannels', '-@all', '+info', '+ping', '+config|get'];
  const users = { asks: ['+acl|dryrun'], cannot: [], may: ['+config|set'] };
  for (const [name, more] of Object.entries(users)) await redis.cli('ACL', 'SETUSER', name, ...rights, ...more);
  const settings = await redis.cli('CONFIG', 'GET', '*');
  await redis.cli('CONFIG', 'RESETSTAT');
  const { port } = redis;
  const instances = Object.keys(users).map((name) =>
    anInstance(`redis://${name}:pw@127.0.0.1:${port}`, { id: name, name, operator: null }),
  );
  watch = await aSavepoint(instances, { pollIntervalMs: 100 });
  const { savepoint } = watch;
  const told = () => Object.keys(users).map((name) => savepoint.instance(name)?.observer.mayChangeSettings ?? null);
  await eventually('all to be known', () => !told().includes(null));
  expect(told()).toEqual([false, false, true]);
  await watch.stop();

  const stats = await redis.cli('INFO', 'commandstats');
  const counted = [...stats.matchAll(/^cmdstat_(\S+?):/gm)].map(([, name]) => name);
  expect(counted.filter((name) => name !== 'config|resetstat').sort()).toEqual(
    ['acl|dryrun', 'auth', 'config|get', 'config|set', 'info', 'ping'].sort(),
  );
  expect(await callsOf(redis, 'acl|dryrun')).toBe(1);
  // One of a user that may, in vain; the other was refused.
  expect(stats).toMatch(/^cmdstat_config\|set:calls=1,.*rejected_calls=1,failed_calls=1/m);
  expect(await redis.cli('CONFIG', 'GET', '*')).toBe(settings);
});

it('both are asked in the same words each time, and no other', async () => {
  const fake = await startFakeRedis(() => '-NOPERM no\r\n');
  const connection = connectRedis(targetOf(fake), TIMEOUTS);
  try {
    expect(await connection.mayChangeSettings({ software: 'redis', version: '7.0.15' })).toBe(false);
  } finally {
    connection.close();
    await fake.stop();
  }
  expect(fake.commands.map((words) => words.join(' '))).toEqual([
    'ACL DRYRUN default CONFIG SET stop-writes-on-bgsave-error no',
    'CONFIG SET savepoint-asks whether it-may',
  ]);
});
