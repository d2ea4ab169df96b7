import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { BulkSave } from '../../lib/domain/action/bulk';
import { callsOf } from '../support/calls-of';
import { eventually } from '../support/eventually';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { addKeys, breakDisk, infoField, save, signalChild, slowSaves } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { oneOfSeveral, recorders, type OneOfSeveral } from '../support/several';

const NAMES = ['a', 'b', 'c'];
const DATABASE = 'ends';
const PATIENT = { timeout: 180_000 };

let postgres: PostgresServer;
let url = '';
let folder = '';
let servers: Readonly<Record<string, RedisServer>>;
let started = 0;
const living: OneOfSeveral[] = [];

const logOf = (id: string): string => join(folder, `${id}.log`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-several-logs-'));
  const one = (id: string) => startRedis({ save: '', args: ['--logfile', logOf(id)] });
  const [pg, ...redis] = await Promise.all([startPostgres(), ...NAMES.map(one)]);
  postgres = pg;
  servers = Object.fromEntries(NAMES.map((name, index) => [name, redis[index] as RedisServer]));
  for (const id of NAMES) await addKeys(redisOf(id), 4);
  url = await postgres.database(DATABASE);
}, 120_000);
afterEach(async () => {
  await Promise.all(living.splice(0).map((each) => each.kill()));
});
afterAll(async () => {
  await Promise.all([postgres?.stop(), ...Object.values(servers ?? {}).map((server) => server.stop())]);
  rmSync(folder, { recursive: true, force: true });
});

const redisOf = (id: string): RedisServer => servers[id] as RedisServer;
const sql = (text: string) => postgres.sql(DATABASE, text);

function yaml(): string {
  const instance = (id: string) =>
    `  - { name: ${id}, url: '${redisOf(id).url}', operator: same, log: '${logOf(id)}' }`;
  return `pollIntervalMs: 200\ninstances:\n${NAMES.map(instance).join('\n')}\n`;
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

const bulkAt = (one: OneOfSeveral) => one.ask({ do: 'latest-bulk' }) as Promise<BulkSave | null>;
const standings = ({ members }: BulkSave) =>
  members.map(({ standing, outcome }) => (outcome === null ? standing : `${standing} ${outcome}`));
const runsOne = (bulk: BulkSave | null, id: string): BulkSave | null =>
  bulk?.members.some((member) => member.id === id && member.actionId !== null) === true ? bulk : null;

it('a bulk save is followed at the other one, which begins no second one, and stopped there', PATIENT, async () => {
  const [left, right] = await two();
  await Promise.all(NAMES.map((id) => slowSaves(redisOf(id), 1_000_000)));
  const begun = (await left.ask({ do: 'bulk', ids: NAMES })) as { id: string };
  const seen = await eventually('it to be seen', async () => runsOne(await bulkAt(right), 'a'));
  expect([seen.id, seen.actor.name, seen.endedAt, seen.brokenOff]).toEqual([begun.id, left.name, null, false]);
  expect(standings(seen)).toEqual(['running', 'waiting', 'waiting']);
  const second = await right.ask({ do: 'bulk', ids: ['b'] });
  expect(second).toMatchObject({ code: 'not_possible', message: expect.stringContaining(left.name) });
  const stopped = await right.ask({ do: 'stop-bulk', id: begun.id });
  expect(stopped).toMatchObject({ ok: true, save: { stoppedBy: { name: right.name } } });
  await Promise.all(NAMES.map((id) => slowSaves(redisOf(id), 0)));
  for (const each of [left, right]) {
    const over = await eventually('its end', async () => {
      const now = await bulkAt(each);
      return typeof now?.endedAt === 'number' ? now : null;
    });
    expect([over.id, over.brokenOff, over.stoppedBy?.name]).toEqual([begun.id, false, right.name]);
    expect(standings(over)).toEqual(['ended applied', 'stopped', 'stopped']);
  }
  expect(await callsOf(redisOf('b'), 'bgsave')).toBe(0);
});

it(
  'one whose Savepoint is killed in the middle is broken off at the other, and the next waits for what it left',
  PATIENT,
  async () => {
    const [left, right] = await two();
    const before = Number(await infoField(redisOf('a'), 'rdb_saves'));
    await slowSaves(redisOf('a'), 1_000_000);
    const begun = (await left.ask({ do: 'bulk', ids: NAMES })) as { id: string };
    await eventually('it to be seen', async () => runsOne(await bulkAt(right), 'a'));
    await signalChild(redisOf('a'), 'SIGSTOP');
    await left.kill();
    const over = await eventually('its end to be told', async () => {
      const now = await bulkAt(right);
      return typeof now?.endedAt === 'number' ? now : null;
    });
    expect([over.id, over.brokenOff, over.runner]).toEqual([
      begun.id,
      true,
      expect.stringContaining(String(left.server.pid)),
    ]);
    expect(standings(over)).toEqual(['ended unknown', 'left', 'left']);
    await recordedBy([right]);

    const next = (await right.ask({ do: 'bulk', ids: ['b', 'c'] })) as { ok: boolean; id: string };
    expect(next.ok, JSON.stringify(next)).toBe(true);
    await eventually('it to wait', async () => (await bulkAt(right))?.members.every(({ heldBy }) => heldBy === 'a'));
    expect(await callsOf(redisOf('b'), 'bgsave')).toBe(0);
    await slowSaves(redisOf('a'), 0);
    await signalChild(redisOf('a'), 'SIGCONT');
    const done = await eventually('that to end', async () => {
      const now = await bulkAt(right);
      return now?.id === next.id && now.endedAt !== null ? now : null;
    });
    expect(standings(done)).toEqual(['ended applied', 'ended applied']);
    expect(Number(await infoField(redisOf('a'), 'rdb_saves'))).toBe(before + 1);
    const acts = await sql("select instance_id, outcome from actions where kind = 'bgsave' and outcome <> 'applied'");
    expect(acts).toEqual([]);
  },
);

it.each(['SIGKILL', 'SIGTERM'] as const)(
  'with %s between keeping an action and sending it, the other one tells what is known of it, and nothing stays open',
  PATIENT,
  async (signal) => {
    const acted = async (kind: string) =>
      (await sql(`select outcome, message from actions where kind = '${kind}' and actor_name = '${left.name}'`))[0];
    const [left, right] = await two();
    const before = [await callsOf(redisOf('a'), 'bgsave'), await callsOf(redisOf('b'), 'config|set')] as const;
    const sent = async () => [
      (await callsOf(redisOf('a'), 'bgsave')) - before[0],
      (await callsOf(redisOf('b'), 'config|set')) - before[1],
    ];
    const wishes = [
      { text: '\r\nbgsave\r\n', wish: { do: 'bgsave', id: 'a' } },
      { text: 'config\r\n$3\r\nset\r\n', wish: { do: 'switch', id: 'b', value: 'no', until: 'none' } },
    ] as const;
    // It is kept, and about to be sent, when the signal comes.
    const { text, wish } = wishes[signal === 'SIGKILL' ? 0 : 1];
    await left.ask({ do: 'trap', text, signal });
    await left.ask(wish).catch(() => undefined);
    await left.server.exited;
    const kind = wish.do === 'bgsave' ? 'bgsave' : 'set-stop-writes';
    const ended = await eventually(
      'it to be ended',
      async () => {
        const action = await acted(kind);
        return action === undefined || action['outcome'] === 'pending' ? null : action;
      },
      60_000,
    );
    const [saves, switches] = await sent();
    if (wish.do === 'bgsave') {
      expect([saves, ended['outcome']]).toEqual([0, 'unknown']);
      expect(ended['message']).toContain('no trace');
    } else expect([switches, ended['outcome']]).toEqual([1, 'applied']);
    const isAllowed = { do: 'bgsave', id: wish.id } as const;
    await eventually('the other to act there', async () => ((await right.ask(isAllowed)) as { ok: boolean }).ok);
    await eventually(
      'nothing to be open',
      async () => (await sql("select 1 from actions where outcome = 'pending'")).length === 0,
    );
    expect(await sql("select 1 from saves where outcome = 'running'")).toEqual([]);
    await right.ask({ do: 'switch', id: 'b', value: 'yes', until: null });
  },
);

it(
  'an incident that a Savepoint was killed before opening is opened by the next, though Redis is gone as well',
  PATIENT,
  async () => {
    const open = () => sql("select number from incidents where closed_at is null and instance_id = 'c'");
    const one = await start();
    await recordedBy([one]);
    breakDisk(redisOf('c'));
    await save(redisOf('c'), 'err');
    await eventually('it to be open', async () => (await open()).length === 1);
    await redisOf('c').kill();
    await one.kill();
    // As it is left between keeping the turn and opening the incident.
    await sql('delete from incidents');
    const next = await start();
    await recordedBy([next]);
    await eventually('it to be opened', async () => (await open()).length === 1);
  },
);
