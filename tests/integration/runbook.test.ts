import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RUNBOOK_KINDS, type Runbook, type RunbookKind } from '../../lib/domain/runbook/runbook';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint } from '../support/a-savepoint';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { addKeys, infoField, refuseWrites, removeDirectory, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';

const ID = 'orders-primary';
const toEnd = endings();

function emptyDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'savepoint-runbook-'));
  toEnd.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A server that writes its log to a file, as services do. */
async function server(asNobody = false): Promise<RedisServer> {
  const logs = emptyDir();
  chmodSync(logs, 0o777);
  const redis = await startRedis({ asNobody, args: ['--logfile', join(logs, 'redis.log')] });
  toEnd.push(() => redis.stop());
  return redis;
}

/** The runbook that Savepoint gives for a server, as it sees it now. */
async function runbookFor(redis: RedisServer, asked: RunbookKind | null): Promise<Runbook> {
  return (await libraryFor(redis))(asked);
}

/** The same, of any kind. */
async function libraryFor(redis: RedisServer): Promise<(asked: RunbookKind | null) => Runbook> {
  const watch = await aSavepoint([anInstance(redis.url)], { pollIntervalMs: 60_000 });
  toEnd.push(() => watch.dispose());
  await eventually('the first poll', () => watch.savepoint.instance(ID)?.observedAt !== null);
  return (asked) => {
    const made = watch.savepoint.runbook(ID, asked);
    if (!made.ok) throw new Error(made.refusal.message);
    return made.value.runbook;
  };
}

interface Follower {
  /** Runs the command of a step as a person would, and gives all it said. */
  readonly follow: (id: string) => string;
}

/** Follows a runbook in a bash; whoever runs the tests may do without sudo what they may do at all. */
function follower(runbook: Runbook, directory = 'DIR'): Follower {
  const cwd = emptyDir();
  const follow = (id: string): string => {
    const command = runbook.steps.find((step) => step.id === id)?.command;
    if (command === undefined || command === null) throw new Error(`The step ${id} has no command.`);
    const text = `sudo() { "$@"; }; ${command.replace(/\bDIR\b/g, directory)}`;
    const { stdout, stderr } = spawnSync('/bin/bash', ['--norc', '-c', text], { cwd, encoding: 'utf8' });
    return stdout + stderr;
  };
  return { follow };
}

/** What a step says that it expects, told apart from its sentence by quotation marks. */
function expectedOf(runbook: Runbook, id: string): readonly string[] {
  const { expected } = runbook.steps.find((step) => step.id === id) ?? {};
  return [...(expected ?? '').matchAll(/“([^”…]+)/g)].map(([, text = '']) => text.trim());
}

/** Follows steps that only look, and finds in the answer of each what it is said to give. */
function findsExpected(runbook: Runbook, { follow }: Follower, ids: readonly string[]): void {
  for (const id of ids) {
    const wanted = expectedOf(runbook, id);
    expect([id, wanted.length > 0]).toEqual([id, true]);
    const said = follow(id);
    for (const text of wanted) expect([id, said]).toEqual([id, expect.stringContaining(text)]);
  }
}

/** The end of every runbook, step by step. */
async function provesMended({ follow }: Follower): Promise<void> {
  expect(follow('bgsave')).toContain('Background saving started');
  await eventually('the save to end', () => follow('verify').includes('rdb_bgsave_in_progress:0'));
  expect(follow('verify')).toContain('rdb_last_bgsave_status:ok');
  expect(Math.abs(Number(follow('lastsave')) - Date.now() / 1000)).toBeLessThan(60);
  expect(follow('ping')).toBe('PONG\n');
  expect(follow('guard-on')).toBe('OK\n');
  expect(follow('guard-kept')).toBe('stop-writes-on-bgsave-error\nyes\n');
}

describe('a runbook, followed on a real server', () => {
  test('a directory in the way: found, moved away, saved, guard on', async () => {
    const redis = await server();
    await refuseWrites(redis);
    const runbook = await runbookFor(redis, 'name-taken');
    const person = follower(runbook);
    findsExpected(runbook, person, ['status', 'writes', 'where']);
    expect(person.follow('log')).toContain('Is a directory');
    expect(person.follow('in-the-way')).toMatch(/^d/);
    expect(person.follow('mountpoint')).toBe('');
    expect(person.follow('move-away')).toBe('');
    await provesMended(person);
  });

  test('a directory that is gone: copied out while writes are refused, and all there after the restart', async () => {
    const redis = await server();
    await addKeys(redis, 25);
    const { dir } = redis;
    removeDirectory(redis);
    await save(redis, 'err');
    const runbook = await runbookFor(redis, null);
    expect([runbook.kind, runbook.confidence]).toEqual(['path-missing', 'likely']);
    const person = follower(runbook, dir);
    findsExpected(runbook, person, ['status', 'writes', 'cwd']);
    expect(person.follow('diskless')).toBe('repl-diskless-sync\nyes\n');
    expect(person.follow('gone')).toBe('dir\n\n');
    expect(person.follow('count')).toBe('25\n');
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    expect(await redis.cli('SET', 'key1', '1')).toBe('OK');
    expect(person.follow('hold-writes')).toBe('OK\n');
    expect(await redis.cli('SET', 'key1', '1')).toContain('MISCONF');
    findsExpected(runbook, person, ['copy-out', 'check-copy']);
    expect(person.follow('prepare')).toBe('');
    expect(person.follow('restart')).toBe('');
    await redis.restart();
    expect(person.follow('count-again')).toBe('25\n');
    await provesMended(person);
  });

  // Root may write anywhere, and only root may give a directory back.
  test.runIf(process.getuid?.() === 0)(
    'a directory of another user: who and what is found, and given back',
    async () => {
      const redis = await server(true);
      chownSync(redis.dir, 0, 0);
      await addKeys(redis, 3);
      await save(redis, 'err');
      const runbook = await runbookFor(redis, 'permission');
      const person = follower(runbook);
      findsExpected(runbook, person, ['status', 'writes', 'where']);
      expect(person.follow('log')).toContain('Permission denied');
      expect(person.follow('who')).toMatch(new RegExp(`^nobody +${redis.pid} .*redis-server.*:${redis.port}`));
      expect(person.follow('rights')).toMatch(/^ ?d\S+ root root savepoint-redis-/m);
      expect(person.follow('give-back')).toBe('');
      await provesMended(person);
    },
  );

  test('nothing is changed by looking, whatever fails', async () => {
    const redis = await server();
    await refuseWrites(redis);
    const of = async () => [
      await infoField(redis, 'rdb_saves'),
      await redis.cli('CONFIG', 'GET', '*'),
      await redis.cli('DBSIZE'),
    ];
    const before = await of();
    const library = await libraryFor(redis);
    const followed = new Set<string>();
    for (const runbook of RUNBOOK_KINDS.map(library)) {
      const person = follower(runbook, redis.dir);
      for (const { id, phase, command } of runbook.steps) {
        if (phase !== 'look' || command === null || followed.has(command)) continue;
        followed.add(command);
        person.follow(id);
      }
    }
    expect(followed.size).toBeGreaterThan(20);
    expect(await of()).toEqual(before);
  });
});

describe('the limits and the memory of a process', () => {
  test('are found by its port', async () => {
    const redis = await server();
    const runbook = await runbookFor(redis, 'fork-unknown');
    const { follow } = follower(runbook);
    expect(follow('limits')).toMatch(/^Max processes +\S+ +\S+ +processes/);
    expect(Number(follow('threads'))).toBeGreaterThan(0);
    expect(follow('overcommit')).toMatch(/^[012]\n$/);
    expect(follow('memory')).toContain('used_memory_rss:');
    const limits = await runbookFor(redis, 'file-limit');
    expect(follower(limits).follow('file-size')).toMatch(/^Max file size +\S+/);
  });

  test('of no process are no limits of another', async () => {
    const redis = await server();
    const runbook = await runbookFor(redis, 'permission');
    await redis.kill();
    const { follow } = follower(runbook);
    expect(follow('who')).not.toContain('redis-server');
    expect(follow('give-back')).toContain('NO-PID');
  });
});
