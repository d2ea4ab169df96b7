import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../lib/config/load-config';
import type { Savepoint } from '../../lib/runtime/facade';
import { heldSavepoint, holdSavepoint } from '../../lib/runtime/savepoint';
import { Serving } from '../../lib/runtime/serving';
import { storeFile } from '../../lib/store/open-store';
import { OPERATOR } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { breakDisk } from '../support/recipes-disk';
import { startRedis, type RedisServer } from '../support/redis-server';
import { A_KEY, newDataDir } from '../support/store-folder';

const GUARD_OFF = {
  value: 'no',
  expected: 'yes',
  confirm: 'orders-primary',
  reason: 'checkout down, INC-4312',
  until: null,
  rewrite: false,
  runId: null,
} as const;

let dataDir: string;
let redis: RedisServer;
let other: RedisServer;
let serving: Serving | null = null;
let failures: unknown[] = [];

beforeEach(async () => {
  dataDir = newDataDir();
  [redis, other] = await Promise.all([startRedis(), startRedis()]);
  failures = [];
});
afterEach(async () => {
  await serving?.stop();
  serving = null;
  holdSavepoint(undefined);
  await Promise.all([redis.stop(), other.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

async function serve(folder = dataDir): Promise<void> {
  const env = {
    SAVEPOINT_DATA_DIR: folder,
    SAVEPOINT_INSTANCES: `orders-primary=${redis.url}`,
    SAVEPOINT_SIGN_IN: 'no',
  } as unknown as NodeJS.ProcessEnv;
  serving = new Serving(loadConfig(env, dataDir), A_KEY, (error) => failures.push(error));
  await serving.start();
}

function held(): Savepoint {
  const savepoint = heldSavepoint();
  if (savepoint === null) throw new Error('Nobody serves.');
  return savepoint;
}

/** A store that knows an instance which no configuration names, and a good save. */
async function liveOnce(): Promise<void> {
  await serve();
  const url = new URL(other.url);
  const added = await held().register(
    {
      name: 'jobs',
      url: `redis://${url.host}`,
      environment: 'staging',
      tags: {},
      operator: null,
    },
    OPERATOR,
  );
  if (!added.ok) throw new Error(added.refusal.message);
  await eventually('the instance to be seen', () => held().instance('orders-primary')?.observedAt ?? null);
  await serving?.stop();
  serving = null;
}

async function expectLookingOnly(problem: RegExp): Promise<void> {
  const savepoint = held();
  breakDisk(redis);
  await redis.cli('SET', 'k', 'v');
  await redis.cli('BGSAVE');
  await eventually('the refusal of writes to be seen', () => {
    return savepoint.instance('orders-primary')?.state === 'rejecting-writes';
  });
  expect(savepoint.storeProblem()).toMatch(problem);
  expect(savepoint.instances().map(({ id }) => id)).toEqual(['orders-primary']);
  expect(savepoint.configProblems()).toEqual([expect.stringContaining('those instances are not watched now')]);
  expect(await savepoint.health()).toEqual({ ready: false, problem: expect.stringMatching(problem) });
  expect(savepoint.instance('orders-primary')?.actions).toMatchObject({ setStopWrites: { allowed: false } });
  const asked = savepoint.setStopWrites('orders-primary', GUARD_OFF, OPERATOR);
  await expect(asked).resolves.toMatchObject({ ok: false, refusal: { code: 'store_unavailable' } });
  expect(await redis.cli('CONFIG', 'GET', 'stop-writes-on-bgsave-error')).toContain('yes');
  await expect(savepoint.listAudit({ limit: 5 })).rejects.toMatchObject({ name: 'StoreError' });
}

async function expectAllBack(): Promise<void> {
  await eventually('the store to be used again', async () => (await held().health()).ready, 20_000);
  expect(held().storeProblem()).toBeNull();
  expect(
    held()
      .instances()
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['jobs', 'orders-primary']);
  expect(held().configProblems()).toEqual([]);
  expect((await held().listAudit({ limit: 5 })).rows).toMatchObject([{ kind: 'registered', instanceId: 'jobs' }]);
  const applied = await held().setStopWrites('orders-primary', GUARD_OFF, OPERATOR);
  expect(applied).toMatchObject({ ok: true, value: { action: { outcome: 'applied' } } });
  expect(failures).toEqual([]);
}

describe('a store that cannot be used when Savepoint starts', () => {
  it.each([
    ['is no database', (file: string) => writeFileSync(file, Buffer.alloc(8192, 'not a database '))],
    ['has damaged pages', (file: string) => damage(file)],
  ])(
    'and %s is left as it is, Redis is seen meanwhile, and a backup in its place is used at once',
    async (_name, spoil) => {
      await liveOnce();
      const backup = join(dataDir, 'backup.db');
      cpSync(storeFile(dataDir), backup);
      spoil(storeFile(dataDir));
      const spoiled = readFileSync(storeFile(dataDir));

      await serve();
      await expectLookingOnly(/damaged, or it is no store of Savepoint/);
      expect(readFileSync(storeFile(dataDir)).equals(spoiled)).toBe(true);

      const before = held();
      const ended = new Promise<void>((done) => before.closing.addEventListener('abort', () => done()));
      putInPlace(backup);
      await expectAllBack();
      // Pages that listen to the one before are sent to the one that serves now.
      await ended;
      expect(held()).not.toBe(before);
    },
  );

  it('and is kept locked by another process: Redis is seen meanwhile, and all is there when it lets go', async () => {
    await liveOnce();
    const holder = new DatabaseSync(storeFile(dataDir));
    holder.exec('begin immediate');
    await serve();
    await expectLookingOnly(/keeps the store of Savepoint locked/);
    holder.exec('rollback');
    holder.close();
    await expectAllBack();
  });

  it('and is moved away makes room for a new one', async () => {
    writeFileSync(storeFile(dataDir), 'not a database '.repeat(600));
    await serve();
    await expectLookingOnly(/damaged/);
    rmSync(storeFile(dataDir));
    await eventually('the new store to be used', async () => (await held().health()).ready, 20_000);
    expect((await held().listAudit({ limit: 5 })).rows).toEqual([]);
  });

  it('but a folder that cannot be written at the first start is a mistake of the set-up', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    await expect(serve(join(dataDir, 'file', 'data'))).rejects.toMatchObject({ code: 'readonly' });
  });

  it('and ends in the middle of waiting leaves nothing behind', async () => {
    writeFileSync(storeFile(dataDir), 'not a database '.repeat(600));
    await serve();
    const { closing } = held();
    await serving?.stop();
    expect(closing.aborted).toBe(true);
    expect(held().closing).toBe(closing);
  });
});

/** All but the first page is noise, as a failing disk leaves it; what lies in the journal is gone. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), randomBytes(bytes.length - 4096)]));
}

function putInPlace(backup: string): void {
  for (const side of ['-wal', '-shm']) rmSync(`${storeFile(dataDir)}${side}`, { force: true });
  cpSync(backup, `${backup}.copy`);
  mkdirSync(dataDir, { recursive: true });
  cpSync(`${backup}.copy`, storeFile(dataDir));
}
