import { describe, expect, it } from 'vitest';
import {
  bgsaveCapability,
  checkBgsave,
  checkSetStopWrites,
  setStopWritesCapability,
  type SetStopWritesRequest,
} from '../../lib/domain/action/action-guards';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import type { Observation } from '../../lib/domain/observation/observation';
import { anInstance } from '../support/a-registered-instance';
import { AT, facts, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, sighting, type Patch } from '../support/a-sighting';

const instance = (changed: Partial<RegisteredInstance> = {}) => anInstance('redis://127.0.0.1:6379', changed);
const readOnly = instance({ operator: null });
const problem = (code: 'timeout' | 'auth'): Observation => ({
  kind: 'problem',
  at: AT,
  problem: { code, message: 'No.' },
});

describe('bgsaveCapability', () => {
  const of = (changed: Patch, registered = instance()) =>
    bgsaveCapability({ registered, latest: sighting(changed), stale: false });

  it.each([
    ['idle: start', {}, true, 'start', null],
    ['an AOF rewrite runs: schedule', { aof: { rewriteInProgress: true } }, true, 'schedule', null],
    ['a module forks: schedule', { forks: { moduleForkInProgress: true } }, true, 'schedule', null],
    [
      'an AOF rewrite before 3.2.2: no',
      { aof: { rewriteInProgress: true }, server: { version: '2.8.24' } },
      false,
      'schedule',
      'cannot schedule',
    ],
    ['a save runs: watch it', { rdb: { inProgress: true } }, false, 'start', 'watch it'],
    ['loading', { loading: { active: true } }, false, 'start', 'loading'],
    ['an AOF error does not forbid a save', { ping: MISCONF_AOF }, true, 'start', null],
    ['CONFIG not readable does not forbid a save', { config: NO_CONFIG }, true, 'start', null],
  ] as const)('%s', (_name, changed, allowed, mode, words) => {
    const capability = of(changed as Patch);
    expect(capability).toMatchObject({ allowed, mode });
    if (words === null) expect(capability.reason).toBeNull();
    else expect(capability.reason).toContain(words);
  });

  it.each([
    ['no operator', { registered: readOnly, latest: sighting(), stale: false }, 'Read-only here'],
    ['never read', { registered: instance(), latest: null, stale: true }, 'not read yet'],
    ['stale', { registered: instance(), latest: sighting(), stale: true }, 'not known'],
    ['unreachable', { registered: instance(), latest: problem('timeout'), stale: false }, 'does not answer'],
    ['no access', { registered: instance(), latest: problem('auth'), stale: false }, 'credentials'],
  ] as const)('neither action: %s', (_name, input, words) => {
    for (const capability of [bgsaveCapability(input), setStopWritesCapability(input)]) {
      expect(capability.allowed).toBe(false);
      expect(capability.reason).toContain(words);
    }
  });
});

describe('setStopWritesCapability', () => {
  it.each([
    ['a healthy one may be switched', {}, null],
    ['refused by the guard', { rdb: { lastStatus: 'err' }, ping: MISCONF_RDB }, null],
    ['bait: refused by the AOF: the guard off changes nothing', { ping: MISCONF_AOF }, 'does not control AOF'],
    [
      'refused by the AOF, guard off: it may be turned on',
      { ping: MISCONF_AOF, config: { guard: { value: 'no' } } },
      null,
    ],
    ['the guard not readable: says what the observer needs', { config: NO_CONFIG }, '+config|get'],
    ['loading', { loading: { active: true } }, 'loading'],
  ] as const)('%s', (_name, changed, words) => {
    const capability = setStopWritesCapability({
      registered: instance(),
      latest: sighting(changed as Patch),
      stale: false,
    });
    expect(capability.allowed).toBe(words === null);
    if (words !== null) expect(capability.reason).toContain(words);
  });
});

const GOOD: SetStopWritesRequest = {
  value: 'no',
  expected: 'yes',
  confirm: 'orders-primary',
  reason: 'checkout down, INC-4312',
  until: null,
  rewrite: false,
  runId: 'run-a',
};

describe('checkSetStopWrites', () => {
  const check = (changed: Partial<SetStopWritesRequest>, given: Patch = {}, registered = instance()) =>
    checkSetStopWrites({ ...GOOD, ...changed }, registered, facts(given));

  it.each([
    ['all given', {}, {}],
    [
      'turned on only where it is harmless, after a good save',
      { value: 'yes', expected: 'no', ends: { id: 'a', setAt: 1 } },
      { config: { guard: { value: 'no' } } },
    ],
    ['until none', { until: { kind: 'none', at: null } }, {}],
    ['the file as well, where there is one', { rewrite: true }, { server: { configFile: '/etc/redis.conf' } }],
    ['no run id given', { runId: null }, {}],
    ['a reason of exactly ten', { reason: ' 0123456789 ' }, {}],
    [
      'turning on needs no reason and no name',
      { value: 'yes', expected: 'no', reason: null, confirm: null },
      { config: { guard: { value: 'no' } } },
    ],
    [
      'turning on while saves fail',
      { value: 'yes', expected: 'no' },
      { config: { guard: { value: 'no' } }, rdb: { lastStatus: 'err' } },
    ],
    [
      'turning on while the AOF refuses',
      { value: 'yes', expected: 'no' },
      { config: { guard: { value: 'no' } }, ping: MISCONF_AOF },
    ],
  ] as const)('may run: %s', (_name, changed, given) => expect(check(changed, given as Patch)).toBeNull());

  it.each(['staging', 'development'] as const)('%s asks for neither reason nor name', (environment) => {
    expect(check({ reason: null, confirm: null }, {}, instance({ environment }))).toBeNull();
  });

  it.each([
    ['expected absent', { expected: null }, {}, 'precondition_required'],
    ['expected absent comes before bad fields', { expected: null, reason: null }, {}, 'precondition_required'],
    ['bad fields come before a conflict', { reason: 'short', expected: 'no' }, {}, 'invalid'],
    ['another process answers', { runId: 'run-b' }, {}, 'conflict'],
    ['a run id that cannot be compared', {}, { server: { runId: null } }, 'conflict'],
    ['somebody was faster', {}, { config: { guard: { value: 'no' } } }, 'conflict'],
    ['refused by the AOF', {}, { ping: MISCONF_AOF }, 'not_possible'],
    [
      'refused by both',
      {},
      { rdb: { lastStatus: 'err' }, aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_RDB },
      'not_possible',
    ],
    ['loading', {}, { loading: { active: true } }, 'not_possible'],
    ['the guard not readable', {}, { config: NO_CONFIG }, 'not_possible'],
    ['the file where there is none', { rewrite: true }, {}, 'not_possible'],
    [
      'turned on only where it is harmless, after a failed save',
      { value: 'yes', expected: 'no', ends: { id: 'a', setAt: 1 } },
      { config: { guard: { value: 'no' } }, rdb: { lastStatus: 'err' } },
      'not_possible',
    ],
    [
      'turned on only where it is harmless, the last save not known',
      { value: 'yes', expected: 'no', ends: { id: 'a', setAt: 1 } },
      { config: { guard: { value: 'no' } }, rdb: { lastStatus: null } },
      'not_possible',
    ],
    ['already so', { value: 'yes', expected: 'yes' }, {}, 'not_possible'],
  ] as const)('refused: %s', (_name, changed, given, code) => expect(check(changed, given as Patch)?.code).toBe(code));

  it.each([
    ['a short reason', { reason: 'too short' }, ['reason']],
    ['a reason of blanks', { reason: ' '.repeat(40) }, ['reason']],
    ['no reason', { reason: null }, ['reason']],
    ['a wrong name', { confirm: 'orders-primar' }, ['confirm']],
    ['a name in other letters', { confirm: 'Orders-Primary' }, ['confirm']],
    ['reason and name', { reason: null, confirm: null }, ['reason', 'confirm']],
    ['an end of a guard that is turned on', { value: 'yes', until: { kind: 'none', at: null } }, ['until']],
  ] as const)('invalid names each field: %s', (_name, changed, names) => {
    const refusal = check(changed);
    expect(refusal?.code).toBe('invalid');
    expect(Object.keys(refusal?.details['fields'] as object)).toEqual(names);
  });

  it('a conflict tells the value now', () => {
    expect(check({}, { config: { guard: { value: 'no' } } })?.details).toEqual({
      current: { value: 'no', by: null, at: null },
    });
  });

  it('without operator credentials nothing is possible', () => {
    expect(check({}, {}, readOnly)).toMatchObject({ code: 'not_possible' });
  });
});

describe('checkBgsave', () => {
  const check = (schedule: boolean, given: Patch = {}, registered = instance(), runId: string | null = null) =>
    checkBgsave({ schedule, reason: null, runId }, registered, facts(given));
  const rewriting = { aof: { rewriteInProgress: true } } as const;

  it.each([
    ['idle', false, {}],
    ['scheduled while idle: Redis starts at once', true, {}],
    ['scheduled during an AOF rewrite', true, rewriting],
    ['while writes are refused', false, { rdb: { lastStatus: 'err' }, ping: MISCONF_RDB }],
  ] as const)('may run: %s', (_name, schedule, given) => expect(check(schedule, given as Patch)).toBeNull());

  it.each([
    ['a save runs', false, { rdb: { inProgress: true } }, 'save is running'],
    ['a save runs, schedule gives the same error', true, { rdb: { inProgress: true } }, 'save is running'],
    ['an AOF rewrite runs', false, rewriting, 'schedule the save'],
    ['schedule before 3.2.2', true, { server: { version: '2.8.24' } }, 'cannot schedule'],
    ['loading', false, { loading: { active: true } }, 'loading'],
  ] as const)('not possible: %s', (_name, schedule, given, words) => {
    const refusal = check(schedule, given as Patch);
    expect(refusal?.code).toBe('not_possible');
    expect(refusal?.message).toContain(words);
  });

  it('another process is a conflict', () => expect(check(false, {}, instance(), 'run-b')?.code).toBe('conflict'));
  it('without operator credentials: no', () => expect(check(false, {}, readOnly)?.code).toBe('not_possible'));
});
