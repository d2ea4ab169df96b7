import { describe, expect, test } from 'vitest';
import type { EventDetail } from '../../lib/domain/event/event';
import { EN } from '../../lib/domain/words/en';
import { eventsBetween, isSettingChange, refusalChange } from '../../lib/domain/event/events-between';
import type { ServerFacts } from '../../lib/domain/observation/observation';
import { AT, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, NO_PING, facts, sighting, type Patch } from '../support/a-sighting';

const LATER = AT + 1000;

/** What is told between two sightings a second apart, each a healthy primary but for its patch. */
function told(before: Patch, after: Patch): readonly EventDetail[] {
  return eventsBetween(sighting(before), sighting(after, LATER)).map(({ detail }) => detail);
}

const server = (changed: Partial<ServerFacts>): Patch => ({ server: changed });
const guard = (value: 'yes' | 'no'): Patch => ({ config: { guard: { value } } });
const dir = (value: string): Patch => ({ config: { dir: { value } } });
const file = (value: string): Patch => ({ config: { dbfilename: { value } } });
const points = (...pairs: readonly (readonly [number, number])[]): Patch => ({
  config: { savePoints: { value: pairs.map(([seconds, changes]) => ({ seconds, changes })) } },
});
const noConfig: Patch = { config: NO_CONFIG };

const HOURLY = { seconds: 3600, changes: 1 };
const MINUTELY = { seconds: 60, changes: 10_000 };

describe('one thing that changed is one event', () => {
  test.each<[string, Patch, Patch, EventDetail]>([
    [
      'another run id: a restart',
      server({ runId: 'run-a' }),
      server({ runId: 'run-b', uptimeSeconds: 1 }),
      { kind: 'restarted', fromRunId: 'run-a', toRunId: 'run-b' },
    ],
    ['demoted', {}, server({ role: 'replica' }), { kind: 'role-changed', from: 'master', to: 'replica' }],
    ['promoted', server({ role: 'replica' }), {}, { kind: 'role-changed', from: 'replica', to: 'master' }],
    ['the guard off', {}, guard('no'), { kind: 'guard-changed', from: 'yes', to: 'no', actionId: null }],
    ['the guard on', guard('no'), {}, { kind: 'guard-changed', from: 'no', to: 'yes', actionId: null }],
    ['a save point more', {}, points([3600, 1], [60, 10_000]), pointsTold([HOURLY], [HOURLY, MINUTELY])],
    ['a save point less', points([3600, 1], [60, 10_000]), {}, pointsTold([HOURLY, MINUTELY], [HOURLY])],
    ['other seconds', {}, points([60, 1]), pointsTold([HOURLY], [{ seconds: 60, changes: 1 }])],
    ['other changes', {}, points([3600, 5]), pointsTold([HOURLY], [{ seconds: 3600, changes: 5 }])],
    ['no save points any more', {}, points(), pointsTold([HOURLY], [])],
    ['the first save point', points(), {}, pointsTold([], [HOURLY])],
    [
      'the same save points in another order: somebody set them',
      points([3600, 1], [60, 10_000]),
      points([60, 10_000], [3600, 1]),
      pointsTold([HOURLY, MINUTELY], [MINUTELY, HOURLY]),
    ],
    ['another directory', {}, dir('/mnt/new'), { kind: 'dir-changed', from: '/var/lib/redis', to: '/mnt/new' }],
    ['another file', {}, file('b.rdb'), { kind: 'dbfilename-changed', from: 'dump.rdb', to: 'b.rdb' }],
    ['attempts went back', { rdb: { attempts: 3 } }, { rdb: { attempts: 2 } }, { kind: 'counters-reset' }],
    ['forks went back', { forks: { total: 3 } }, { forks: { total: 0 } }, { kind: 'counters-reset' }],
    ['full syncs went back', { counters: { syncFull: 1 } }, {}, { kind: 'counters-reset' }],
    ['refusals went back', { counters: { misconfErrors: 7 } }, {}, { kind: 'counters-reset' }],
    ...(['ping', 'bgsave', 'save', 'flush'] as const).map((name): [string, Patch, Patch, EventDetail] => [
      `calls of ${name} went back`,
      { counters: { [name]: { calls: 12, failed: 0, rejected: 0 } } },
      { counters: { [name]: { calls: 11, failed: 0, rejected: 0 } } },
      { kind: 'counters-reset' },
    ]),
  ])('%s', (_case, before, after, event) => {
    expect(eventsBetween(sighting(before), sighting(after, LATER))).toEqual([{ from: AT, to: LATER, detail: event }]);
  });
});

function pointsTold(from: readonly (typeof HOURLY)[], to: readonly (typeof HOURLY)[]): EventDetail {
  return { kind: 'save-points-changed', from, to };
}

describe('nothing happened, or it cannot be told: no event', () => {
  const UNREADABLE: readonly (readonly [string, Patch, Patch])[] = [
    ['the run id', server({ runId: null }), server({ runId: 'run-b' })],
    ['the role', server({ role: null }), server({ role: 'replica' })],
    ['the configuration', noConfig, { config: { ...guard('no').config, ...points().config, ...dir('/b').config } }],
    ['the name of the file', noConfig, file('b.rdb')],
    ['the attempts', { rdb: { attempts: null } }, { rdb: { attempts: 0 } }],
    ['the forks', { forks: { total: null } }, { forks: { total: 0 } }],
    ['the calls', { counters: { ping: null } }, { counters: { ping: { calls: 0, failed: 0, rejected: 0 } } }],
  ];

  test.each<readonly [string, Patch, Patch]>([
    ['two equal sightings', {}, {}],
    ['equal save points in two lists', points([3600, 1], [60, 10_000]), points([3600, 1], [60, 10_000])],
    ['no save points, twice', points(), points()],
    ['time went on, more was counted', {}, { rdb: { attempts: 9 }, forks: { total: 9 }, counters: { syncFull: 2 } }],
    ['nothing can be read, twice', noConfig, noConfig],
    ...UNREADABLE.map(([what, none, some]) => [`${what} can be read now`, none, some] as const),
    ...UNREADABLE.map(([what, none, some]) => [`${what} can no longer be read`, some, none] as const),
  ])('%s', (_case, before, after) => {
    expect(told(before, after)).toEqual([]);
  });
});

describe('several at once', () => {
  test('a restart explains why the counters began again: no reset is told besides', () => {
    const fresh = { rdb: { attempts: 0 }, forks: { total: 0 } };
    expect(told({}, { ...server({ runId: 'run-b' }), ...fresh })).toEqual([
      { kind: 'restarted', fromRunId: 'run-a', toRunId: 'run-b' },
    ]);
  });

  test('all that changed is told, each with the whole interval', () => {
    const config = { ...guard('no').config, ...points().config, ...dir('/b').config, ...file('b.rdb').config };
    const events = eventsBetween(
      sighting(),
      sighting({ ...server({ runId: 'run-b', role: 'replica' }), config }, LATER),
    );
    expect(events.map(({ detail }) => detail.kind)).toEqual([
      'restarted',
      'role-changed',
      'guard-changed',
      'save-points-changed',
      'dir-changed',
      'dbfilename-changed',
    ]);
    expect(events.every(({ from, to }) => from === AT && to === LATER)).toBe(true);
    expect(new Set(events.map(({ detail }) => EN.event(detail))).size).toBe(6);
  });

  test('only what somebody set is for the audit', () => {
    const config = { ...guard('no').config, ...points().config, ...dir('/b').config, ...file('b.rdb').config };
    const events = told({}, { ...server({ runId: 'run-b', role: 'replica' }), config });
    expect(events.filter(isSettingChange).map(({ kind }) => kind)).toEqual([
      'guard-changed',
      'save-points-changed',
      'dir-changed',
      'dbfilename-changed',
    ]);
    expect(isSettingChange({ kind: 'counters-reset' })).toBe(false);
  });
});

describe('refusals begin once and end once', () => {
  const REPLICA = { server: { role: 'replica' as const } };
  /** Neither PING nor CONFIG can be used, and the last save failed: nobody knows. */
  const UNKNOWN: Patch = { ping: NO_PING, rdb: { lastStatus: 'err' }, ...noConfig };

  test.each<[string, 'rdb' | 'aof' | null, Patch, 'rdb' | 'aof' | null, EventDetail | null]>([
    ['accepted, and nothing was open', null, {}, null, null],
    ['refused by a failed save', null, { ping: MISCONF_RDB }, 'rdb', { kind: 'refusals-started', cause: 'rdb' }],
    ['refused by the AOF', null, { ping: MISCONF_AOF }, 'aof', { kind: 'refusals-started', cause: 'aof' }],
    [
      'refused as status and configuration tell, without PING',
      null,
      { ping: NO_PING, rdb: { lastStatus: 'err' } },
      'rdb',
      { kind: 'refusals-started', cause: 'rdb' },
    ],
    ['a replica refuses nothing of its own', null, { ...REPLICA, ping: MISCONF_RDB }, null, null],
    ['not known, and nothing was open', null, UNKNOWN, null, null],
    ['refused still', 'rdb', { ping: MISCONF_RDB }, 'rdb', null],
    ['accepted again', 'rdb', {}, null, { kind: 'refusals-ended' }],
    ['accepted again by the AOF', 'aof', {}, null, { kind: 'refusals-ended' }],
    ['a replica now', 'rdb', REPLICA, null, { kind: 'refusals-ended' }],
    ['not known now: nothing has ended', 'rdb', UNKNOWN, 'rdb', null],
    ['not known now, by the AOF', 'aof', UNKNOWN, 'aof', null],
  ])('%s', (_case, open, after, stillOpen, detail) => {
    expect(refusalChange(open, facts(after))).toEqual({ open: stillOpen, detail });
  });

  test('not known for a while in between: one beginning and one end', () => {
    const seen: Patch[] = [{}, { ping: MISCONF_RDB }, UNKNOWN, { ping: MISCONF_RDB }, UNKNOWN, {}, {}];
    let open: 'rdb' | 'aof' | null = null;
    const kinds: string[] = [];
    for (const patch of seen) {
      const change = refusalChange(open, facts(patch));
      open = change.open;
      if (change.detail !== null) kinds.push(change.detail.kind);
    }
    expect(kinds).toEqual(['refusals-started', 'refusals-ended']);
  });
});

test("a data directory that was deleted is nobody's setting", () => {
  expect(told({}, dir(''))).toEqual([]);
});
