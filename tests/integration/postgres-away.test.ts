import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../lib/config/load-config';
import type { Savepoint } from '../../lib/runtime/facade';
import { heldSavepoint, holdSavepoint } from '../../lib/runtime/savepoint';
import { Serving } from '../../lib/runtime/serving';
import { verifyAudit } from '../../lib/store/verify-audit';
import { OPERATOR } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { A_KEY, newDataDir } from '../support/store-folder';

let postgres: PostgresServer;
let redis: RedisServer;
let dataDir: string;
let name = '';
let url = '';
let made = 0;
let serving: Serving | null = null;
let failures: unknown[] = [];

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
});
afterAll(() => Promise.all([postgres.stop(), redis.stop()]));
beforeEach(async () => {
  await postgres.start();
  made += 1;
  name = `away-${made}`;
  [dataDir, url, failures] = [newDataDir(), await postgres.database(name), []];
});
afterEach(async () => {
  await serving?.stop();
  serving = null;
  holdSavepoint(undefined);
  rmSync(dataDir, { recursive: true, force: true });
});

function aServing(databaseUrl = url, key = A_KEY): Serving {
  const env = {
    DATABASE_URL: databaseUrl,
    SAVEPOINT_INSTANCES: `orders=${redis.url}`,
    SAVEPOINT_SIGN_IN: 'no',
  } as unknown as NodeJS.ProcessEnv;
  return new Serving(loadConfig(env, dataDir), key, (error) => failures.push(error));
}

async function serve(): Promise<void> {
  serving = aServing();
  await serving.start();
  await eventually('a look at Redis', () => held().instance('orders')?.observedAt ?? null);
}

function held(): Savepoint {
  const savepoint = heldSavepoint();
  if (savepoint === null) throw new Error('Nobody serves.');
  return savepoint;
}

const problem = (): string | null => held().storeProblem();
const ready = () => eventually('the store to be used', async () => (await held().health()).ready, 25_000);

async function goodSaves(): Promise<number> {
  return (await held().listSaves({ limit: 100 })).rows.filter(({ outcome }) => outcome === 'saved').length;
}

/** A save that is made now is seen, whether it can be kept or not. */
async function saveSeen(): Promise<void> {
  const changes = () => held().instance('orders')?.rdb.changesSinceLastSave ?? -1;
  await redis.cli('SET', 'k', 'v');
  await eventually('the change to be seen', () => changes() > 0);
  await save(redis);
  await eventually('the save to be seen', () => changes() === 0);
}

async function expectRefusal(told: RegExp): Promise<void> {
  const asked = await held().triggerBgsave('orders', { schedule: false, reason: null, runId: null }, OPERATOR);
  expect(asked).toMatchObject({
    ok: false,
    refusal: { code: 'store_unavailable', message: expect.stringMatching(told) },
  });
  expect(await held().health()).toEqual({ ready: false, problem: expect.stringMatching(told) });
}

describe('Postgres, while Savepoint runs', () => {
  it('goes away and comes back: Redis stays seen, nothing is changed meanwhile, and nothing is lost', async () => {
    await serve();
    await postgres.kill();
    await eventually(
      'that to be told',
      () => /Postgres does not answer under DATABASE_URL/.test(problem() ?? ''),
      20_000,
    );
    await saveSeen();
    await expectRefusal(/Postgres does not answer/);
    const off = { value: 'no', expected: 'yes', confirm: 'orders', reason: 'checkout down, INC-4312' } as const;
    const switched = held().setStopWrites('orders', { ...off, until: null, rewrite: false, runId: null }, OPERATOR);
    expect(await switched).toMatchObject({ ok: false, refusal: { code: 'store_unavailable' } });
    expect(await redis.cli('CONFIG', 'GET', 'stop-writes-on-bgsave-error')).toContain('yes');
    await postgres.start();
    await ready();
    await eventually('the save of meanwhile to be kept', async () => (await goodSaves()) > 0);
    expect(problem()).toBeNull();
    expect(await verifyAudit({ dataDir, databaseUrl: url })).toMatchObject({ ok: true });
    expect(failures).toEqual([]);
  });

  it('cuts every connection: all goes on by itself', async () => {
    await serve();
    for (let round = 0; round < 3; round += 1) {
      expect(await postgres.cut(name)).toBeGreaterThan(0);
      await saveSeen();
      await ready();
    }
    await eventually('the saves to be kept', async () => (await goodSaves()) >= 3);
    expect(failures).toEqual([]);
  });
});

describe('another Savepoint on the same database', () => {
  it('that takes this one for dead: nothing is written here any more, and all begins anew', async () => {
    await serve();
    const before = held();
    await saveSeen();
    await eventually('the save to be kept', async () => (await goodSaves()) > 0);
    // As another one does once the lease of this one is over.
    await postgres.sql(name, 'delete from store_members');
    await eventually('another to serve', () => held() !== before && problem() === null, 25_000);
    await ready();
    expect(before.closing.aborted).toBe(true);
    const late = before.triggerBgsave('orders', { schedule: false, reason: null, runId: null }, OPERATOR);
    expect(await late).toMatchObject({ ok: false, refusal: { code: 'store_unavailable' } });
    await eventually('the instance to be recorded', async () => {
      return (await postgres.sql(name, 'select 1 from store_leases')).length > 0;
    });
    expect(await goodSaves()).toBe(1);
    expect(failures).toEqual([]);
  });

  it('with another secret key is a mistake of the set-up, told at the start', async () => {
    await serve();
    const second = aServing(url, Buffer.alloc(32, 9));
    await expect(second.start()).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('has another secret key'),
    });
    await second.stop();
    expect((await held().health()).ready).toBe(true);
  });
});

describe('Postgres, when Savepoint starts', () => {
  it('is away: Redis is seen meanwhile, and all is there once it answers', async () => {
    await serve();
    await saveSeen();
    await eventually('the save to be kept', async () => (await goodSaves()) > 0);
    await serving?.stop();
    await postgres.kill();
    await serve();
    await expectRefusal(/Postgres does not answer/);
    await expect(held().listAudit({ limit: 5 })).rejects.toMatchObject({ name: 'StoreError' });
    await postgres.start();
    await ready();
    expect(await goodSaves()).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  it.each([
    ['a false password', (good: string) => good.replace(/:[^:@]*@/, ':SECRET-canary@'), /does not let Savepoint in/],
    ['no such database', (good: string) => `${good}-none`, /does not let Savepoint in/],
    ['an address that cannot be read', () => 'postgres://u:SECRET-canary@h:x/d', /is no address of a Postgres/],
  ])('refuses %s: a mistake of the set-up, told without the password', async (_case, spoil, told) => {
    const error: unknown = await aServing(spoil(url))
      .start()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'refused', message: expect.stringMatching(told) });
    for (let each: unknown = error; each instanceof Error; each = each.cause)
      expect(JSON.stringify({ ...each, message: each.message, stack: each.stack })).not.toContain('canary');
  });
});
