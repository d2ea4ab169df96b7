import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWebhook, type Webhook } from '../support/a-webhook';
import { eventually } from '../support/eventually';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { addKeys, breakDisk, healDisk, infoField, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { oneOfSeveral, recorders, type OneOfSeveral } from '../support/several';

const NAMES = ['a', 'b', 'c'];
const DATABASE = 'ends';
const PATIENT = { timeout: 180_000 };

let postgres: PostgresServer;
let url = '';
let folder = '';
let hook: Webhook;
let servers: Readonly<Record<string, RedisServer>>;
let started = 0;
const living: OneOfSeveral[] = [];

const logOf = (id: string): string => join(folder, `${id}.log`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-several-logs-'));
  const one = (id: string) => startRedis({ save: '3600 1000', args: ['--logfile', logOf(id)] });
  const [pg, webhook, ...redis] = await Promise.all([startPostgres(), startWebhook(), ...NAMES.map(one)]);
  [postgres, hook] = [pg, webhook];
  servers = Object.fromEntries(NAMES.map((name, index) => [name, redis[index] as RedisServer]));
  for (const id of NAMES) await addKeys(redisOf(id), 4);
  url = await postgres.database(DATABASE);
}, 120_000);
afterEach(async () => {
  await Promise.all(living.splice(0).map((each) => each.kill()));
});
afterAll(async () => {
  await Promise.all([postgres?.stop(), hook?.stop(), ...Object.values(servers ?? {}).map((server) => server.stop())]);
  rmSync(folder, { recursive: true, force: true });
});

const redisOf = (id: string): RedisServer => servers[id] as RedisServer;
const sql = (text: string) => postgres.sql(DATABASE, text);

function yaml(): string {
  const instance = (id: string) =>
    `  - { name: ${id}, url: '${redisOf(id).url}', operator: same, log: '${logOf(id)}' }`;
  const told = `notify:\n  - { name: oncall, form: json, url: '${hook.url}', about: [saves] }`;
  return `pollIntervalMs: 200\ninstances:\n${NAMES.map(instance).join('\n')}\n${told}\n`;
}

async function start(): Promise<OneOfSeveral> {
  started += 1;
  const one = await oneOfSeveral(url, `oncall-${started}`, {}, yaml());
  living.push(one);
  return one;
}

/** Two that share the instances; each has seen all of them. */
async function two(): Promise<readonly [OneOfSeveral, OneOfSeveral]> {
  const both = await Promise.all([start(), start()]);
  await recordedBy(both);
  for (const each of both) {
    for (const id of NAMES) {
      const isSeen = (view: unknown): boolean => (view as { observedAt: number | null }).observedAt !== null;
      await eventually(`a look at ${id}`, async () => isSeen(await each.ask({ do: 'view', id })));
    }
  }
  return both;
}

const recordedBy = (among: readonly OneOfSeveral[]) =>
  eventually('every instance to be recorded', async () => {
    const by = await recorders(postgres, DATABASE);
    const pids = among.map(({ server }) => server.pid);
    return by.size === NAMES.length && [...by.values()].every((pid) => pids.includes(pid)) ? by : null;
  });

/** One that is killed between sending and keeping that it has sent leaves the message to be sent again, with the same id: `notify.test.ts`. */
const deliveriesKept = () =>
  eventually('what was sent to be kept as sent', async () => (await sql('select 1 from deliveries')).length === 0);

it(
  'who is told elsewhere is told once, and what a log tells is kept once, though its recorder dies',
  PATIENT,
  async () => {
    const [left, right] = await two();
    const told = () => hook.got.map(({ body }) => JSON.parse(body) as { id: string; change: string; dedupKey: string });
    const changes = () =>
      told()
        .map(({ change }) => change)
        .sort();
    const failed = () =>
      sql("select instance_id, sum(attempts)::int as failed from saves where outcome = 'failed' group by 1 order by 1");
    const attempts = new Map<string, number>();
    for (const id of NAMES) {
      breakDisk(redisOf(id));
      await save(redisOf(id), 'err');
      attempts.set(id, 1);
    }
    await eventually('all to be told', () => told().length >= NAMES.length);
    await deliveriesKept();
    await left.kill();
    await recordedBy([right]);
    for (const id of NAMES) {
      await save(redisOf(id), 'err');
      attempts.set(id, (attempts.get(id) ?? 0) + 1);
    }
    const expected = NAMES.map((id) => ({ instance_id: id, failed: attempts.get(id) }));
    await eventually(
      'every failure to be kept',
      async () => JSON.stringify(await failed()) === JSON.stringify(expected),
    );
    for (const id of NAMES) {
      healDisk(redisOf(id));
      await save(redisOf(id));
    }
    await eventually(
      'all ends to be told',
      () => changes().filter((change) => change === 'ended').length >= NAMES.length,
    );
    await deliveriesKept();
    // What a log told is joined with what was seen: each save of a log with one row.
    await eventually(
      'the logs to be read',
      async () => (await sql("select 1 from saves where outcome = 'failed' and log_key is null")).length === 0,
    );
    const again = await start();
    await recordedBy([right, again]);
    await right.kill();
    await recordedBy([again]);
    for (const id of NAMES) await save(redisOf(id));
    await eventually(
      'what was saved since to be told by the log',
      async () => (await sql("select 1 from saves where outcome = 'saved' and log_key is null")).length === 0,
    );
    expect(changes()).toEqual([...NAMES.map(() => 'ended'), ...NAMES.map(() => 'started')]);
    expect(new Set(told().map(({ id }) => id)).size).toBe(2 * NAMES.length);
    expect(new Set(told().map(({ dedupKey }) => dedupKey)).size).toBe(NAMES.length);
    expect(await failed()).toEqual(expected);
    // Redis counts those that begin, whatever becomes of them.
    for (const id of NAMES) {
      const counted = Number(await infoField(redisOf(id), 'rdb_saves'));
      const [row] = await sql(`select sum(attempts)::int as kept from saves where instance_id = '${id}'`);
      expect([id, row?.['kept']]).toEqual([id, counted]);
    }
  },
);
