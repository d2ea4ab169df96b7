import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../lib/store/verify-audit';
import { OPERATOR } from '../support/a-savepoint';
import { serve, type Served } from '../support/a-serving';
import { eventually } from '../support/eventually';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSmallDisk, type SmallDisk } from '../support/small-disk';
import { newDataDir } from '../support/store-folder';

const MEGABYTES = 24;
const NAME = 'small';

let disk: SmallDisk;
let postgres: PostgresServer;
let redis: RedisServer;
let served: Served | null = null;
const dataDir = newDataDir();

beforeAll(async () => {
  [disk, redis] = await Promise.all([startSmallDisk(MEGABYTES, { asNobody: true }), startRedis()]);
  postgres = await startPostgres(disk.wrapper);
});
afterAll(async () => {
  await served?.stop();
  await Promise.all([postgres?.stop(), redis?.stop()]);
  await disk?.stop();
  rmSync(dataDir, { recursive: true });
});

/** Somebody else’s table takes all that is left, to the last page. */
async function fill(): Promise<void> {
  await postgres.sql(NAME, 'create table of_others (t text); alter table of_others alter t set storage plain');
  const isFull = async (rows: number) =>
    postgres
      .sql(NAME, `insert into of_others select repeat('x', 8000) from generate_series(1, ${rows})`)
      .then(() => false)
      .catch((error: { readonly code?: string }) => error.code === '53100' || Promise.reject(error));
  for (const rows of [4096, 64, 1]) await eventually('the disk to be full', () => isFull(rows));
  // Pages that are there have room for a few rows more; a save of Savepoint is longer than one of these.
  await postgres.sql(
    NAME,
    `do $$ begin for n in 1..10000 loop
      begin insert into saves (id, instance_id, sort_at, outcome, trigger, source, attempts) values (n, 'x', n, 'lost', 'x', 'x', 1);
      exception when disk_full then exit; end; end loop; end $$`,
  );
}

/** How an act ends that changes nothing in Redis but a save: what is refused with, or null. */
async function refusal(): Promise<string | null> {
  try {
    const act = await (served as Served)
      .now()
      .triggerBgsave('orders', { schedule: false, reason: null, runId: null }, OPERATOR);
    return act.ok || act.refusal.code !== 'store_unavailable' ? null : act.refusal.message;
  } catch (error) {
    return error instanceof Error && error.name === 'StoreError' ? error.message : Promise.reject(error);
  }
}

/** When Redis ended its last save, in seconds; the history knows it to the second as well. */
const lastSave = async (): Promise<number> => Number(await redis.cli('LASTSAVE'));

async function isKept(second: number): Promise<boolean> {
  const { rows } = await (served as Served).now().listSaves({ limit: 50 });
  return rows.some(({ outcome, endedAt }) => outcome === 'saved' && Math.floor((endedAt ?? 0) / 1000) === second);
}

test('the disk of Postgres fills while Savepoint runs: Redis stays seen, actions are refused with the reason, and nothing seen is lost', async () => {
  const databaseUrl = await postgres.databaseIn(NAME, join(disk.dir, 'data'));
  served = await serve(redis, dataDir, { DATABASE_URL: databaseUrl });
  const { now, saveSeen } = served;
  await saveSeen();
  const before = await lastSave();
  await eventually('the save to be kept', () => isKept(before));

  await fill();
  const told = await eventually('an act to be refused', refusal);
  expect(told).toMatch(/The disk of Postgres is full, .*Free some space there\./);
  const sent = async () => /cmdstat_bgsave:calls=\d+/.exec(await redis.cli('INFO', 'commandstats'))?.[0];
  const asked = await sent();
  expect(await refusal()).toMatch(/disk of Postgres is full/);
  expect(await sent()).toBe(asked);
  // The newest save has a second of its own.
  await eventually(
    'the next second',
    async () => Number((await redis.cli('TIME')).split('\n')[0]) > (await lastSave()),
  );
  await saveSeen();
  const during = await lastSave();
  await eventually('that to be told', () => /disk of Postgres is full/.test(now().storeProblem() ?? ''));
  expect(await now().health()).toMatchObject({ ready: false });
  expect(await isKept(before)).toBe(true);
  expect(await isKept(during)).toBe(false);

  await postgres.sql(NAME, 'drop table of_others');
  await eventually('the save of meanwhile to be kept', () => isKept(during));
  await eventually('the store to be used', async () => (await now().health()).ready);
  expect(await isKept(before)).toBe(true);
  await eventually('an act to be taken', async () => (await refusal()) === null);
  expect(await verifyAudit({ dataDir, databaseUrl })).toMatchObject({ ok: true });
});
