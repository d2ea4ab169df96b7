import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAudit } from '../../lib/store/verify-audit';
import { eventually } from '../support/eventually';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { breakDisk, healDisk, infoField, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { oneOfSeveral, recorders, type OneOfSeveral } from '../support/several';
import { newDataDir } from '../support/store-folder';

const NAMES = ['orders', 'carts', 'users', 'stock', 'mails', 'rates'];
const DATABASE = 'several';
const PATIENT = { timeout: 120_000 };

let postgres: PostgresServer;
let url = '';
let instances: Readonly<Record<string, RedisServer>>;
let left: OneOfSeveral;
let right: OneOfSeveral;
/** Saves that were made, good or not, of each instance. */
const made = new Map<string, number>();

beforeAll(async () => {
  const [pg, ...servers] = await Promise.all([startPostgres(), ...NAMES.map(() => startRedis({ save: '' }))]);
  postgres = pg;
  instances = Object.fromEntries(NAMES.map((name, index) => [name, servers[index] as RedisServer]));
  url = await postgres.database(DATABASE);
  [left, right] = await Promise.all([start('left'), start('right')]);
}, 120_000);
afterAll(async () => {
  await Promise.all([left?.kill(), right?.kill()]);
  await Promise.all([postgres.stop(), ...Object.values(instances).map((server) => server.stop())]);
});

const start = (name: string): Promise<OneOfSeveral> => oneOfSeveral(url, name, instances);
const redisOf = (name: string): RedisServer => instances[name] as RedisServer;
const sql = (text: string) => postgres.sql(DATABASE, text);

/** Every instance is recorded, by nobody but these. */
const divided = (among: readonly OneOfSeveral[]) =>
  eventually('every instance to be recorded', async () => {
    const by = await recorders(postgres, DATABASE);
    const pids = among.map(({ server }) => server.pid);
    return by.size === NAMES.length && [...by.values()].every((pid) => pids.includes(pid)) ? by : null;
  });

async function saveEach(): Promise<void> {
  await Promise.all(
    NAMES.map(async (name) => {
      await save(redisOf(name));
      made.set(name, (made.get(name) ?? 0) + 1);
    }),
  );
}

async function kept(): Promise<Record<string, number>> {
  const rows = await sql('select instance_id, sum(attempts)::int as saves from saves group by 1');
  return Object.fromEntries(rows.map((row) => [String(row['instance_id']), Number(row['saves'])]));
}

/** No save twice and none missed: as many as Redis counts. */
async function expectEachSaveOnce(): Promise<void> {
  await eventually('every save to be recorded', async () => {
    const now = await kept();
    return NAMES.every((name) => (now[name] ?? 0) >= (made.get(name) ?? 0));
  });
  expect(await kept()).toEqual(Object.fromEntries(made));
  for (const name of NAMES) expect(await infoField(redisOf(name), 'rdb_saves'), name).toBe(String(made.get(name)));
}

it('two Savepoints on one database record each save once, and the pages of both tell of it', PATIENT, async () => {
  await divided([left, right]);
  for (const each of [left, right]) {
    for (const id of NAMES)
      await eventually(`a look of ${each.name} at ${id}`, async () => isSeen(await each.ask({ do: 'view', id })));
  }
  await saveEach();
  await expectEachSaveOnce();
  for (const each of [left, right]) {
    for (const id of NAMES)
      await eventually(`${each.name} to tell of ${id}`, async () => (await each.ask({ do: 'heard', id })) === 1);
  }
});

const isSeen = (view: unknown): boolean => (view as { observedAt: number | null }).observedAt !== null;

it('an action at either is one of ours, whoever records the instance, and an override ends once', PATIENT, async () => {
  const by = await divided([left, right]);
  for (const [id, pid] of by) {
    const other = pid === left.server.pid ? right : left;
    expect(await other.ask({ do: 'bgsave', id })).toMatchObject({ ok: true });
    made.set(id, (made.get(id) ?? 0) + 1);
  }
  await expectEachSaveOnce();
  const ofUs = () =>
    sql("select 1 from saves where trigger = 'operator' and action_id is not null and outcome = 'saved'");
  expect(await ofUs()).toHaveLength(NAMES.length);
  const applied = () => sql("select 1 from actions where kind = 'bgsave' and outcome = 'applied'");
  await eventually('all to be settled', async () => (await applied()).length === NAMES.length);

  const [id = '', pid = 0] = [...by][0] ?? [];
  const [recorder, other] = pid === left.server.pid ? [left, right] : [right, left];
  breakDisk(redisOf(id));
  await save(redisOf(id), 'err');
  made.set(id, (made.get(id) ?? 0) + 1);
  const off = { do: 'switch', id, value: 'no', until: 'next-good-save' } as const;
  const both = (await Promise.all([other.ask(off), recorder.ask(off)])) as { ok: boolean; code?: string }[];
  expect(
    both.filter(({ ok }) => ok),
    JSON.stringify(both),
  ).toHaveLength(1);
  healDisk(redisOf(id));
  await save(redisOf(id));
  made.set(id, (made.get(id) ?? 0) + 1);
  await eventually('the guard to be on again', async () =>
    (await redisOf(id).cli('CONFIG', 'GET', 'stop-writes-on-bgsave-error')).includes('yes'),
  );
  await eventually(
    'that to be kept',
    async () => (await sql('select 1 from overrides where ended_at is null')).length === 0,
  );
  const acts = await sql(
    "select actor_name, requested_value from actions where kind = 'set-stop-writes' order by audit_seq",
  );
  expect(acts.map((act) => act['requested_value'])).toEqual(['no', 'yes']);
  expect(await sql("select 1 from audit where kind = 'changed-outside'")).toEqual([]);
  await expectEachSaveOnce();
});

it('one that sleeps past its lease writes nothing: the other has taken over, and it begins anew', PATIENT, async () => {
  await divided([left, right]);
  process.kill(right.server.pid, 'SIGSTOP');
  await divided([left]);
  await saveEach();
  await expectEachSaveOnce();
  const before = await sql(
    'select (select count(*) from events)::int as events, (select max(seq) from audit)::int as audit',
  );
  process.kill(right.server.pid, 'SIGCONT');
  await eventually('it to notice', () => right.server.output().includes('has taken over what it recorded'));
  expect(
    await sql('select (select count(*) from events)::int as events, (select max(seq) from audit)::int as audit'),
  ).toEqual(before);
  await eventually('it to take part again', async () => (await sql('select 1 from store_members')).length === 2);
  await saveEach();
  await expectEachSaveOnce();
  expect(await verifyAudit({ dataDir: newDataDir(), databaseUrl: url })).toMatchObject({ ok: true });
});

it('what is registered while they run has a beginning, each time anew', PATIENT, async () => {
  const [first, second] = await Promise.all([startRedis({ save: '3600 1000' }), startRedis({ save: '' })]);
  const begun = async (): Promise<readonly unknown[]> =>
    (await sql("select kind from events where instance_id = 'later' order by sort_at, kind desc")).map(
      ({ kind }) => kind,
    );
  try {
    breakDisk(first);
    await save(first, 'err');
    expect(await left.ask({ do: 'register', name: 'later', url: first.url })).toEqual({ ok: true });
    await eventually('its beginning', async () => (await begun()).length >= 2);
    expect(await begun()).toEqual(['watch-started', 'refusals-started']);
    expect(await right.ask({ do: 'remove', id: 'later' })).toEqual({ ok: true });
    await eventually('that to be followed', async () => (await left.ask({ do: 'view', id: 'later' })) === null);
    expect(await left.ask({ do: 'register', name: 'later', url: second.url })).toEqual({ ok: true });
    await eventually('its beginning', async () => (await begun()).length >= 3);
    expect(await begun()).toEqual(['watch-started', 'refusals-started', 'watch-started']);
  } finally {
    await left.ask({ do: 'remove', id: 'later' });
    await Promise.all([first.stop(), second.stop()]);
  }
});
