import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instanceListSchema } from '../../lib/contracts/instance';
import { eventually } from '../support/eventually';
import { ask } from '../support/http-client';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const FULL = 'dd if=/dev/zero of="$1/filler" bs=4096 2>/dev/null; true';
const READ_ONLY = 'mount -o remount,ro "$1"';

let folder: string;
let dataDir: string;
let redis: RedisServer;
let savepoint: SavepointServer | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-out-'));
  dataDir = join(folder, 'data');
  redis = await startRedis();
});
afterEach(async () => {
  await savepoint?.stop();
  savepoint = null;
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = (options: Parameters<typeof startSavepoint>[0]): Promise<SavepointServer> =>
  startSavepoint({ instances: { 'orders-primary': redis.url }, dataDir, ...options });

/** Starts with the data of an earlier run on a disk of its own, which only this Savepoint sees, after `spoil` was done to it. */
async function startOnDisk(spoil: string): Promise<SavepointServer> {
  await (await start({})).stop();
  const kept = join(folder, 'kept');
  cpSync(dataDir, kept, { recursive: true });
  const make = `mount -t tmpfs -o size=2m tmpfs "$1" && cp -a "$2/." "$1" && { ${spoil}; } && shift 2 && exec "$@"`;
  savepoint = await start({ until: 'live', wrapper: ['unshare', '-Urm', 'sh', '-c', make, 'sh', dataDir, kept] });
  return savepoint;
}

/** Runs a command where only this Savepoint sees its disk. */
function inside({ pid }: SavepointServer, command: string): void {
  execFileSync('nsenter', [
    '--preserve-credentials',
    '-U',
    '-m',
    '-t',
    String(pid),
    'sh',
    '-c',
    command,
    'sh',
    dataDir,
  ]);
}

describe.each([
  ['full', FULL, 'The disk that holds the data of Savepoint is full', 'rm "$1/filler"'],
  ['read-only', READ_ONLY, 'cannot be made or written', 'mount -o remount,rw "$1"'],
])('a disk that is %s when Savepoint starts', (_kind, spoil, sentence, mend) => {
  it('stands in the way of no look at Redis, and of every change; mended, all is as before', async () => {
    const running = await startOnDisk(spoil);
    const list = async () => instanceListSchema.parse((await ask(running.url, '/api/instances')).json());
    await eventually('Redis to be seen', async () => (await list()).instances[0]?.observedAt !== null);
    expect(await list()).toMatchObject({ storeProblem: expect.stringContaining(sentence) });
    expect((await ask(running.url, '/api/health/ready')).status).toBe(503);
    const page = await ask(running.url, '/');
    expect([page.status, page.text.includes('orders-primary')]).toEqual([200, true]);
    const save = () => ask(running.url, '/api/instances/orders-primary/bgsave', { method: 'POST', body: {} });
    expect((await save()).status).toBe(503);
    expect(await redis.cli('INFO', 'commandstats')).not.toContain('cmdstat_bgsave');

    inside(running, mend);
    await eventually(
      'the store to be used',
      async () => (await ask(running.url, '/api/health/ready')).status === 200,
      20_000,
    );
    expect(await list()).toMatchObject({ storeProblem: null, problems: [] });
    expect((await save()).status).toBe(202);
  });
});

it('the accounts lie in that store: nobody signs in, and the token of the environment looks', async () => {
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'savepoint.db'), 'not a database '.repeat(600));
  const token = 'a-token-for-tests-of-32-characters';
  const env = { SAVEPOINT_SIGN_IN: 'yes', SAVEPOINT_ADMIN_TOKEN: token };
  const { url } = (savepoint = await start({ until: 'live', env }));
  const headers = { authorization: `Bearer ${token}` };
  await eventually('Redis to be seen', async () => {
    const { instances } = instanceListSchema.parse((await ask(url, '/api/instances', { headers })).json());
    return instances[0]?.observedAt !== null;
  });
  expect((await ask(url, '/api/instances')).status).toBe(401);
  const body = { name: 'oncall-1', password: 'correct horse battery staple' };
  const signIn = await ask(url, '/api/session', { method: 'POST', body, headers: { origin: url } });
  expect([signIn.status, signIn.error().message]).toEqual([503, expect.stringContaining('damaged')]);
  expect((await ask(url, '/login')).status).toBe(200);
});
