import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Principal } from '../../lib/domain/access/principal';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import { EN } from '../../lib/domain/words/en';
import { switchOff, valueOfResult } from '../support/action-bench';
import { callsOf } from '../support/calls-of';
import { aPerson } from '../support/an-approval';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { healDisk, refuseWrites, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';

/** So many that as a rule each of both records some. */
const NAMES = ['orders', 'carts', 'users', 'stock'];
const PATIENT = { timeout: 120_000 };

let postgres: PostgresServer;
let url = '';
let servers: Readonly<Record<string, RedisServer>>;
let left: TestSavepoint;
let right: TestSavepoint;

beforeAll(async () => {
  const [pg, ...started] = await Promise.all([startPostgres(), ...NAMES.map(() => startRedis({ save: '' }))]);
  postgres = pg;
  servers = Object.fromEntries(NAMES.map((name, index) => [name, started[index] as RedisServer]));
  url = await postgres.database('across');
  left = await start();
  right = await start();
  for (const each of [left, right]) {
    for (const id of NAMES) await eventually(`a look at ${id}`, () => each.savepoint.instance(id)?.observedAt);
  }
}, 120_000);
afterAll(async () => {
  await Promise.all([left?.dispose(), right?.dispose()]);
  await Promise.all([postgres?.stop(), ...Object.values(servers ?? {}).map((server) => server.stop())]);
});

const redisOf = (name: string): RedisServer => servers[name] as RedisServer;
const configured = (id: string, server: RedisServer): RegisteredInstance =>
  anInstance(server.url, { id, name: id, origin: { kind: 'environment', variable: 'SAVEPOINT_INSTANCES' } });

/** A Savepoint on the common database, whose configuration names these as well. */
function start(also: readonly RegisteredInstance[] = []): Promise<TestSavepoint> {
  const instances = [...NAMES.map((id) => configured(id, redisOf(id))), ...also];
  return aSavepoint(instances, {
    databaseUrl: url,
    pollIntervalMs: 100,
    secondPersonIn: ['production'],
    signIn: true,
  });
}

const viewsToldBy = ({ changes }: TestSavepoint, id: string): readonly InstanceView[] =>
  changes.flatMap((change) => (change.kind === 'instance' ? [change.view(EN)] : [])).filter((view) => view.id === id);
const incidentsToldBy = ({ changes }: TestSavepoint) =>
  changes.flatMap((change) => (change.kind === 'incident' ? [change.incident(EN)] : []));
const forget = (): void => [left, right].forEach(({ changes }) => changes.splice(0));

it(
  'what is registered at one is watched and shown at the other, and removed there it ends at both',
  PATIENT,
  async () => {
    const server = await startRedis({ save: '' });
    try {
      forget();
      const input = { name: 'later', url: server.url, operator: 'same', environment: 'development', tags: {} } as const;
      expect((await left.savepoint.register(input, OPERATOR)).ok).toBe(true);
      await eventually('the other to see it', () => right.savepoint.instance('later')?.observedAt);
      expect(right.changes.map(({ kind }) => kind)).toContain('fleet');
      await eventually('its pages to be told', () => viewsToldBy(right, 'later').length > 0);
      const isBegun = (each: TestSavepoint) => each.changes.some((change) => change.kind === 'event');
      await eventually('its beginning to be told at both', () => [left, right].every(isBegun));
      await save(server);
      for (const each of [left, right]) {
        await eventually('its save', () =>
          each.changes.some((change) => change.kind === 'save' && change.save.instanceId === 'later'),
        );
      }
      expect((await right.savepoint.remove('later', OPERATOR)).ok).toBe(true);
      await eventually('that to be followed', () => left.savepoint.instance('later') === null);
      const rows = await postgres.sql('across', "select kind from audit where instance_id = 'later'");
      expect(rows.map(({ kind }) => kind).sort()).toEqual(['registered', 'removed']);
    } finally {
      await server.stop();
    }
  },
);

it(
  'an incident is told live at both from its first sign to its end, with what people write at either',
  PATIENT,
  async () => {
    forget();
    for (const id of NAMES) await refuseWrites(redisOf(id));
    const numbers = new Map<string, number>();
    for (const each of [left, right]) {
      for (const id of NAMES) {
        const number = await eventually(`the incident of ${id}`, () => each.savepoint.instance(id)?.incident);
        expect(numbers.get(id) ?? number).toBe(number);
        numbers.set(id, number);
        await eventually('pages to be told', () => incidentsToldBy(each).some((told) => told.number === number));
      }
    }
    expect(new Set(numbers.values()).size).toBe(NAMES.length);

    for (const [here, there] of [
      [left, right],
      [right, left],
    ] as const) {
      const number = numbers.get('orders') ?? 0;
      forget();
      const note = valueOfResult(await here.savepoint.incidents.addNote(number, 'the disk is being freed', OPERATOR));
      await eventually('the note to be told', () => incidentsToldBy(there).some((told) => told.number === number));
      forget();
      valueOfResult(await there.savepoint.incidents.setStep(number, { stepId: 'look', done: here === left }, OPERATOR));
      await eventually('the step to be told', () => incidentsToldBy(here).some((told) => told.number === number));
      forget();
      valueOfResult(await there.savepoint.incidents.strikeNote(number, note.id, OPERATOR));
      await eventually('that it is struck', () => incidentsToldBy(here).some((told) => told.number === number));
      const written = await here.savepoint.incidents.get(number);
      expect(written?.notes.find(({ id }) => id === note.id)?.struck?.actor.name).toBe(OPERATOR.name);
    }

    forget();
    for (const id of NAMES) {
      healDisk(redisOf(id));
      await save(redisOf(id));
    }
    for (const each of [left, right]) {
      for (const [id, number] of numbers) {
        await eventually(`the end of that of ${id}`, () => each.savepoint.instance(id)?.incident === null);
        await eventually('pages to be told', () =>
          incidentsToldBy(each).some((told) => told.number === number && told.closedAt !== null),
        );
      }
    }
    const kept = await postgres.sql('across', 'select closed_by from incidents');
    expect(kept.map((row) => row['closed_by'])).toEqual(NAMES.map(() => 'good-save'));
  },
);

async function somebody(name: string, role: 'admin' | 'operator'): Promise<Principal> {
  const given = { name, password: 'correct horse battery', role };
  const { id } = valueOfResult(await left.savepoint.auth.addPerson(given, OPERATOR, EN));
  return aPerson(name, id, Date.now(), role);
}

it(
  'an approval asked for at one is seen and given at the other, and what it allows is done once',
  PATIENT,
  async () => {
    const id = 'carts';
    const [ada, bob, eve] = [
      await somebody('ada', 'admin'),
      await somebody('bob', 'operator'),
      await somebody('eve', 'operator'),
    ];
    const waits = (each: TestSavepoint) => each.savepoint.instance(id)?.guard.approval?.id ?? null;
    const wanted = switchOff({ confirm: id, until: { kind: 'none', at: null } });
    const before = await callsOf(redisOf(id), 'config|set');

    const withdrawn = valueOfResult(await left.savepoint.askApproval(id, wanted, ada)).approval;
    await eventually('the other to see it', () => waits(right) === withdrawn.id);
    valueOfResult(await right.savepoint.withdraw(withdrawn.id, ada));
    await eventually('that to be seen', () => waits(left) === null);

    forget();
    const asked = valueOfResult(await left.savepoint.askApproval(id, wanted, ada)).approval;
    await eventually('the other to see it', () => waits(right) === asked.id);
    expect(viewsToldBy(right, id).some(({ guard }) => guard.approval?.id === asked.id)).toBe(true);
    const go = { confirm: id, note: null };
    const both = await Promise.all([
      right.savepoint.approve(asked.id, go, bob),
      left.savepoint.approve(asked.id, go, eve),
    ]);
    expect(
      both.filter(({ ok }) => ok),
      JSON.stringify(both),
    ).toHaveLength(1);
    expect((await callsOf(redisOf(id), 'config|set')) - before).toBe(1);
    for (const each of [left, right]) {
      await eventually('it to wait no more', () => waits(each) === null);
      await eventually('the override', () => each.savepoint.instance(id)?.guard.override?.by === 'ada');
    }
    const on = { ...wanted, value: 'yes', expected: 'no', until: null } as const;
    valueOfResult(await right.savepoint.setStopWrites(id, on, OPERATOR));
    for (const each of [left, right]) {
      await eventually('its end', () => each.savepoint.instance(id)?.guard.override === null);
    }
  },
);

it('one that does not know an instance ends nothing of it that waits at those who do', PATIENT, async () => {
  const server = await startRedis({ save: '' });
  const more = await start([configured('new-here', server)]);
  try {
    await eventually('a look at it', () => more.savepoint.instance('new-here')?.observedAt);
    const grace = await somebody('grace', 'admin');
    const asked = await more.savepoint.askApproval('new-here', switchOff({ confirm: 'new-here' }), grace);
    const { id } = valueOfResult(asked).approval;
    forget();
    // What waits is looked at with each pulse, and one look may have begun before.
    await eventually('the others to have looked', () =>
      [left, right].every(({ changes }) => changes.filter(({ kind }) => kind === 'pulse').length > 3),
    );
    expect((await left.savepoint.getApproval(id))?.status).toBe('waiting');
    expect(more.savepoint.instance('new-here')?.guard.approval?.id).toBe(id);
  } finally {
    await more.dispose();
    await server.stop();
  }
});

it(
  'who signs out at one is signed out at both, also of what is remembered while Postgres is away',
  PATIENT,
  async () => {
    await somebody('oncall-2', 'operator');
    const given = { name: 'oncall-2', password: 'correct horse battery' };
    const headers = (cookies: readonly string[]): Headers =>
      new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') });
    const { cookies } = valueOfResult(await left.savepoint.auth.signIn(given, headers([]), EN));
    const who = async ({ savepoint }: TestSavepoint) =>
      (await savepoint.auth.principalOf(headers(cookies)).catch(() => null))?.actor.name ?? null;
    expect([await who(left), await who(right)]).toEqual(['oncall-2', 'oncall-2']);
    forget();
    await left.savepoint.auth.signOut(headers(cookies));
    await eventually('that to be heard', () =>
      right.changes.some((change) => change.kind === 'audit' && change.entry.kind === 'sign-out'),
    );
    await postgres.kill();
    expect([await who(left), await who(right)]).toEqual([null, null]);
    await postgres.start();
    await eventually('Postgres to be back', async () => (await right.savepoint.health()).ready);
    expect([await who(left), await who(right)]).toEqual([null, null]);
  },
);
