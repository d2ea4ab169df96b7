import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { startRedis, type RedisServer } from '../support/redis-server';

/** Everything that Savepoint may ever send, as Redis counts it: no key is read or written. */
const MAY_SEND = ['auth', 'info', 'ping', 'config|get', 'config|set', 'config|rewrite', 'multi', 'exec', 'bgsave'];
/** MONITOR leaves out what only administrators may; of the rest it tells the arguments. */
const MAY_SAY = /^(info( server| commandstats)?|ping|multi|exec)$/;
const ID = 'orders-primary';

let redis: RedisServer | null = null;
let watch: TestSavepoint | null = null;
let monitor: Socket | null = null;
const dir = mkdtempSync(join(tmpdir(), 'savepoint-redis-'));

afterEach(async () => {
  monitor?.destroy();
  await watch?.dispose();
  await redis?.stop();
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
