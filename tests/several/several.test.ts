import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAudit } from '../../lib/store/verify-audit';
import { callsOf } from '../support/calls-of';
import { eventually } from '../support/eventually';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { infoField } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { repetitions } from '../support/repetitions';
import { seeded } from '../support/rng';
import { oneOfSeveral, recorders, type OneOfSeveral } from '../support/several';
import { newDataDir } from '../support/store-folder';

const SERVERS = repetitions({ often: 100, seldom: 10 });
const LASTS_MS = repetitions({ often: 300_000, seldom: 30_000 });
/** Above the ports that tests share, and below those of the kernel: more than one block of them. */
const FIRST_PORT = 31_000;
const DATABASE = 'several';
const PACE_MS = 150;

let postgres: PostgresServer;
let url = '';
let instances: Readonly<Record<string, RedisServer>> = {};
let living: OneOfSeveral[] = [];
const told: string[] = [];
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = seeded(seed);

beforeAll(async () => {
  const made: [string, RedisServer][] = [];
  for (let index = 0; index < SERVERS; index += 1) {
    made.push([`r${index}`, await startRedis({ save: '', port: FIRST_PORT + index })]);
  }
  instances = Object.fromEntries(made);
  postgres = await startPostgres();
  url = await postgres.database(DATABASE);
  living = await Promise.all([start(0), start(1)]);
}, 600_000);
afterAll(async () => {
  await Promise.all(living.map((each) => each.kill()));
  await Promise.all([postgres.stop(), ...Object.values(instances).map((server) => server.stop())]);
}, 120_000);

const start = (index: number): Promise<OneOfSeveral> => oneOfSeveral(url, `savepoint-${index}`, instances);
const sql = (text: string) => postgres.sql(DATABASE, text);
const anyId = (): string => `r${Math.floor(random() * SERVERS)}`;

/** Resolves once every instance is recorded by one who lives. */
async function allRecorded(): Promise<void> {
  await eventually(
    'every instance to be recorded',
    async () => {
      const by = await recorders(postgres, DATABASE);
      const pids = living.map(({ server }) => server.pid);
      return by.size === SERVERS && [...by.values()].every((pid) => pids.includes(pid));
    },
    60_000,
  );
}

/** Saves of others, and actions at whichever Savepoint lives, until `isOver`. What dies with the process that was asked has no answer. */
async function load(isOver: () => boolean): Promise<readonly string[]> {
  const done: string[] = [];
  for (let turn = 0; !isOver(); turn += 1) {
    const id = anyId();
    const asked = living[turn % living.length];
    if (turn % 3 === 0) await instances[id]?.cli('BGSAVE');
    else if (asked !== undefined) {
      const value = (await guardOf(id)) === 'yes' ? 'no' : 'yes';
      const wish =
        turn % 3 === 1
          ? ({ do: 'bgsave', id } as const)
          : ({ do: 'switch', id, value, until: value === 'no' ? 'none' : null } as const);
      const said = await asked.ask(wish).catch(() => null);
      const action = (said as { action?: unknown } | null)?.action;
      if (typeof action === 'string') done.push(action);
    }
    await pause(PACE_MS);
  }
  return done;
}

async function guardOf(id: string): Promise<string> {
  return (await instances[id]?.cli('CONFIG', 'GET', 'stop-writes-on-bgsave-error'))?.split('\n')[1] ?? '';
}

/** Kills one, has the other take over, has that tell of a save, and starts a new one. */
async function killOne(round: number): Promise<void> {
  const index = round % living.length;
  const victim = living[index];
  const survivor = living[1 - index];
  if (victim === undefined || survivor === undefined) throw new Error('There are two of them.');
  const before = await recorders(postgres, DATABASE);
  const [id = 'r0'] = [...before].find(([, pid]) => pid === victim.server.pid) ?? [];
  const killedAt = performance.now();
  await victim.kill();
  living = [survivor];
  await allRecorded();
  const takenAt = performance.now();
  const heard = async (): Promise<number> => Number(await survivor.ask({ do: 'heard', id }));
  const known = await heard();
  await instances[id]?.cli('BGSAVE');
  await eventually('the page of the survivor to tell of a save', async () => (await heard()) > known);
  const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`;
  told.push(`taken over after ${seconds(killedAt, takenAt)}, a save told ${seconds(takenAt, performance.now())} later`);
  const next = await start(round + 2);
  living = index === 0 ? [next, survivor] : [survivor, next];
  await allRecorded();
}

it(
  `${SERVERS} instances, two Savepoints on one Postgres, one killed every few seconds for ${LASTS_MS / 1000} s`,
  { timeout: LASTS_MS + 600_000 },
  async () => {
    await allRecorded();
    const until = performance.now() + LASTS_MS;
    let isOver = false;
    const loading = load(() => isOver);
    let rounds = 0;
    for (; performance.now() < until; rounds += 1) await killOne(rounds);
    isOver = true;
    const done = await loading;
    console.log([`seed ${seed}, ${rounds} killed, ${done.length} actions answered`, ...told].join('\n'));

    await eventually(
      'what was left open to end',
      async () => (await sql("select 1 from actions where outcome = 'pending'")).length === 0,
      120_000,
    );
    const wrong: string[] = [];
    for (const [id, redis] of Object.entries(instances)) {
      const counted = Number(await infoField(redis, 'rdb_saves'));
      const [row] = await eventually(`all saves of ${id}`, async () => {
        const rows = await sql(
          `select sum(attempts)::int as saves, count(*) filter (where outcome = 'running')::int as running from saves where instance_id = '${id}'`,
        );
        return rows[0]?.['running'] === 0 && Number(rows[0]['saves']) >= counted ? rows : null;
      }).catch(() => [{ saves: 'too few' }]);
      if (Number(row?.['saves'] ?? 0) !== counted)
        wrong.push(`${id}: Redis counts ${counted}, recorded ${String(row?.['saves'])}`);
      const applied = await sql(
        `select 1 from actions where instance_id = '${id}' and kind = 'set-stop-writes' and outcome = 'applied'`,
      );
      const sent = await callsOf(redis, 'config|set');
      if (sent !== applied.length) wrong.push(`${id}: ${sent} CONFIG SET, ${applied.length} applied`);
    }
    expect(wrong).toEqual([]);
    const known = new Set((await sql('select id from actions')).map((row) => row['id']));
    expect(done.filter((action) => !known.has(action))).toEqual([]);
    expect(await sql("select body from audit where kind = 'changed-outside'")).toEqual([]);
    expect(await verifyAudit({ dataDir: newDataDir(), databaseUrl: url })).toMatchObject({ ok: true });
  },
);
