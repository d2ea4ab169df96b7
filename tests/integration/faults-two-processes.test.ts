import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Action } from '../../lib/domain/action/action';
import type { Store } from '../../lib/store/store';
import { verifyAudit } from '../../lib/store/verify-audit';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { callsOf, guardOf, switchOff } from '../support/action-bench';
import { startAsked, type AskedProcess } from '../support/asked';
import { eventually } from '../support/eventually';
import { isStopped, killTree } from '../support/processes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { repetitions } from '../support/repetitions';
import { newDataDir, openStoreOf } from '../support/store-folder';
import { placeOf } from '../support/store-place';

const ID = 'orders-primary';
/** Each starts processes of its own, which takes its time on a machine that is busy. */
const PATIENT = { timeout: 120_000 };
const RACES = repetitions({ often: 500, seldom: 20 });

let redis: RedisServer;
let dataDir: string;
/** The view of somebody who only reads. */
let store: Store;
let watch: TestSavepoint | null = null;
const started: AskedProcess[] = [];

beforeEach(async () => {
  dataDir = newDataDir();
  redis = await startRedis({ save: '' });
  store = await openStoreOf(dataDir);
});

afterEach(async () => {
  await watch?.stop();
  watch = null;
  for (const { server } of started) killTree(server.pid);
  await Promise.all(started.splice(0).map(({ server }) => server.exited));
  await store.close();
  await redis.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function another(name: string): Promise<AskedProcess> {
  const process_ = await startAsked(dataDir, redis.url, name);
  started.push(process_);
  return process_;
}

async function killed({ server }: AskedProcess): Promise<void> {
  killTree(server.pid);
  await server.exited;
}

/** Asks it to switch the guard off, and waits until it has stopped, before the change is sent or after Redis has answered. */
async function stoppedInTheMiddle(process_: AskedProcess, stops: 'before' | 'after' = 'before'): Promise<void> {
  process_.ask({ do: 'switch', request: {}, stops }).catch(() => undefined);
  await eventually(`${process_.name} to stop`, () => isStopped(process_.server.pid));
}

async function actions(): Promise<Action[]> {
  const all: Action[] = [];
  let before: string | null | undefined;
  while (before !== null) {
    const page = await store.listAudit({ limit: 500, ...(before === undefined ? {} : { before }) });
    all.push(...page.rows.flatMap(({ action }) => (action === null ? [] : [action])));
    before = page.next;
  }
  return all;
}

it(
  `${RACES} races of two processes have one winner each, and the other is told who`,
  { timeout: 600_000 },
  async () => {
    const both = await Promise.all([another('oncall-left'), another('oncall-right')]);
    let overlaps = 0;
    for (let race = 0; race < RACES; race += 1) {
      const value = race % 2 === 0 ? 'no' : 'yes';
      const change = { value, expected: value === 'no' ? 'yes' : 'no', confirm: value === 'no' ? ID : null } as const;
      const said = await Promise.all(
        both.map((each, side) => {
          const until = value === 'yes' ? null : ({ kind: side === 0 ? 'none' : 'next-good-save', at: null } as const);
          return each.ask({ do: 'switch', request: { ...change, until, reason: `race ${race} of ${each.name}` } });
        }),
      );
      const told = `race ${race}: ${JSON.stringify(said)}`;
      expect(
        said.filter(({ ok }) => ok),
        told,
      ).toHaveLength(1);
      const winner = both[said[0]?.ok === true ? 0 : 1];
      const lost = said.find(({ ok }) => !ok);
      expect(['not_possible', 'conflict'], told).toContain(lost?.code);
      expect(lost?.message, told).toContain(winner.name);
      expect(await guardOf(redis), told).toBe(value);
      overlaps += lost?.code === 'not_possible' ? 1 : 0;
    }
    console.log(`${RACES} races, ${overlaps} of them while the other one acted`);
    const ended = await actions();
    expect(ended.map(({ outcome }) => outcome)).toEqual(ended.map(() => 'applied'));
    expect(ended).toHaveLength(RACES);
    expect(await callsOf(redis, 'config|set')).toBe(RACES);
    expect(await verifyAudit(placeOf(dataDir))).toMatchObject({ ok: true });
  },
);

it('an action in the middle keeps every other process out, and names who acts', PATIENT, async () => {
  const [first, second] = await Promise.all([another('oncall-1'), another('oncall-2')]);
  await stoppedInTheMiddle(first);
  for (const asked of [{ do: 'switch', request: {} }, { do: 'bgsave' }] as const) {
    const said = await second.ask(asked);
    expect(said).toMatchObject({ code: 'not_possible', message: expect.stringContaining('by oncall-1 is running') });
  }
  process.kill(first.server.pid, 'SIGCONT');
  await eventually('the first to end', async () => (await actions())[0]?.outcome === 'applied');
  // It lets go of the instance once its outcome is kept, not before: who asks in between is refused, and nothing is sent.
  await eventually('the next to be let in', async () => (await second.ask({ do: 'bgsave' })).ok);
  expect(await callsOf(redis, 'config|set')).toBe(1);
  expect(await callsOf(redis, 'bgsave')).toBe(1);
});

it(
  'a process that is killed lets go of its instance; what it left open is ended before anybody switches again',
  PATIENT,
  async () => {
    const [first, second] = await Promise.all([another('oncall-1'), another('oncall-2')]);
    await stoppedInTheMiddle(first);
    await killed(first);
    const claim = await eventually('its claim to be free', async () => {
      const asked = await store.claimInstance(ID, 'oncall-3');
      return asked.kind === 'held' ? asked : null;
    });
    await claim.release();

    const said = await second.ask({ do: 'switch', request: {} });
    expect(said).toMatchObject({ code: 'not_possible', message: expect.stringContaining('by oncall-1 is running') });
    await eventually('what it left to be read back', async () => (await actions())[0]?.outcome === 'not-applied');
    await eventually('the next to be let in', async () => (await second.ask({ do: 'switch', request: {} })).ok);
    expect((await actions()).map(({ actor, outcome }) => [actor.name, outcome])).toEqual([
      ['oncall-2', 'applied'],
      ['oncall-1', 'not-applied'],
    ]);
    expect(await callsOf(redis, 'config|set')).toBe(1);
  },
);

it(
  'a Savepoint that starts leaves the open change of one that lives to it, and ends it once that has died',
  PATIENT,
  async () => {
    const first = await another('oncall-2');
    await stoppedInTheMiddle(first, 'after');
    expect(await guardOf(redis)).toBe('no');

    watch = await aSavepoint([anInstance(redis.url)], { dataDir, pollIntervalMs: 50 });
    const { savepoint } = watch;
    await eventually('the second to see it', () => savepoint.instance(ID)?.guard.value === 'no');
    const refused = await savepoint.setStopWrites(ID, switchOff({ value: 'yes', expected: 'no' }), OPERATOR);
    expect(refused).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('by oncall-2 is running') },
    });
    expect((await actions())[0]?.outcome).toBe('pending');

    await killed(first);
    const action = await eventually('the second to end it', async () => {
      const [latest] = await actions();
      return latest?.outcome === 'pending' ? null : latest;
    });
    expect(action).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no', actor: { name: 'oncall-2' } });
    expect(await callsOf(redis, 'config|set')).toBe(1);
    await eventually('the override to be told', () => savepoint.instance(ID)?.guard.override);
  },
);

it(
  'a Savepoint that starts does not end the BGSAVE of one that lives, though it sees no trace of it',
  PATIENT,
  async () => {
    const first = await another('oncall-2');
    expect(await first.ask({ do: 'bgsave' })).toMatchObject({ ok: true });
    await eventually('the save to end', async () =>
      /rdb_bgsave_in_progress:0/.test(await redis.cli('INFO', 'persistence')),
    );

    watch = await aSavepoint([anInstance(redis.url)], { dataDir, pollIntervalMs: 50 });
    const { savepoint } = watch;
    // It looks for the save for ten seconds, and takes no other one meanwhile.
    const BGSAVE = { schedule: false, reason: null, runId: null };
    await eventually(
      'the second to have looked in vain',
      async () => (await savepoint.triggerBgsave(ID, BGSAVE, OPERATOR)).ok,
    );
    const ofFirst = async (): Promise<Action | undefined> =>
      (await actions()).find(({ actor }) => actor.name === 'oncall-2');
    expect((await ofFirst())?.outcome).toBe('pending');

    await killed(first);
    await eventually('it to be ended', async () => (await ofFirst())?.outcome === 'unknown');
    await eventually('its own to be ended', async () => (await actions())[0]?.outcome === 'applied');
    expect(await callsOf(redis, 'bgsave')).toBe(2);
  },
);
