import { describe, expect, test } from 'vitest';
import { judgeOverride, millisecondsLeft, overrideOf, type Override } from '../../lib/domain/action/override';
import { checkEnd, LONGEST_OVERRIDE_MS } from '../../lib/domain/action/override-end';
import type { ActorRole } from '../../lib/domain/action/action';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { EN } from '../../lib/domain/words/en';
import { AT, facts, NO_CONFIG, sighting, type Patch } from '../support/a-sighting';

const SAVE_TIME = facts().rdb.lastSaveTime;

const OFF: Override = {
  id: 'a1',
  instanceId: 'orders-primary',
  runId: 'run-a',
  by: 'oncall-1',
  reason: 'checkout down, INC-4312',
  since: AT - 60_000,
  until: { kind: 'next-good-save', at: null },
  setAt: AT - 60_000,
  setRedisTime: AT / 1000 - 60,
  saveTime: SAVE_TIME,
  rewritten: false,
  expiredAt: null,
  expiredWhy: null,
};
const UNTIL_TIME: Override = { ...OFF, until: { kind: 'time', at: AT } };
const GUARD_OFF: Patch = { config: { guard: { value: 'no' } } };
const FAILING: Patch = { ...GUARD_OFF, rdb: { lastStatus: 'err' } };
const SAVED_SINCE: Patch = { ...GUARD_OFF, rdb: { lastSaveTime: (SAVE_TIME ?? 0) + 30 } };
const OTHER_RUN: Patch = { ...GUARD_OFF, server: { runId: 'run-b' } };

describe('an override', () => {
  test('shows while the guard is off in the process that it was set in', () => {
    expect(overrideOf(facts(GUARD_OFF), OFF)).toBe(OFF);
  });

  test('in the configuration file shows in the next process, too', () => {
    expect(overrideOf(facts(OTHER_RUN), { ...OFF, rewritten: true })).not.toBeNull();
  });

  test.each([
    ['the guard is on again', { config: { guard: { value: 'yes' } } }, OFF],
    ['the guard cannot be read', { config: NO_CONFIG }, OFF],
    ['none is open', GUARD_OFF, null],
    ['another process runs now: a restart loses the setting', OTHER_RUN, OFF],
    ['it is not known which process was meant', GUARD_OFF, { ...OFF, runId: null }],
    ['it is not known which process answers', { ...GUARD_OFF, server: { runId: null } }, OFF],
  ] satisfies [string, Patch, Override | null][])('does not show when %s', (_name, seen, override) => {
    expect(overrideOf(facts(seen), override)).toBeNull();
  });
});

describe('what becomes of an override', () => {
  const cases: [string, Override, Patch, boolean, string][] = [
    ['no save since it was set', OFF, GUARD_OFF, false, 'stays'],
    ['saves fail', OFF, FAILING, false, 'stays'],
    ['a save was good, and the next one failed', OFF, { ...SAVED_SINCE, ...FAILING }, false, 'stays'],
    ['a good save since', OFF, SAVED_SINCE, false, 'restore'],
    [
      'saves failed when it was set, and work now, all in one second',
      { ...OFF, saveTime: null },
      GUARD_OFF,
      false,
      'restore',
    ],
    ['saves failed when it was set, and still do', { ...OFF, saveTime: null }, FAILING, false, 'stays'],
    ['how the last save ended is not known', OFF, { ...GUARD_OFF, rdb: { lastStatus: null } }, false, 'stays'],
    ['when the last save was is not known', OFF, { ...GUARD_OFF, rdb: { lastSaveTime: null } }, false, 'stays'],
    ['loading', OFF, { ...SAVED_SINCE, loading: { active: true } }, false, 'stays'],
    ['the guard cannot be read', OFF, { ...SAVED_SINCE, config: NO_CONFIG }, false, 'stays'],
    ['turned on by somebody', OFF, { config: { guard: { value: 'yes' } } }, false, 'ended turned-on'],
    ['another process, its guard on', OFF, { server: { runId: 'run-b' } }, false, 'ended lost'],
    ['another process, its guard off', OFF, OTHER_RUN, false, 'ended lost'],
    ['another process that has the file', { ...OFF, rewritten: true }, OTHER_RUN, false, 'restore'],
    [
      'another process that has the file and has not saved yet',
      { ...OFF, rewritten: true },
      { ...OTHER_RUN, rdb: { lastSaveTime: AT / 1000 - 7200 } },
      false,
      'stays',
    ],
    [
      'another process, its guard on, though it was written to the file',
      { ...OFF, rewritten: true },
      { server: { runId: 'run-b' } },
      false,
      'ended lost',
    ],
    [
      'a good save since, and the next one runs',
      OFF,
      { ...GUARD_OFF, rdb: { ...SAVED_SINCE.rdb, inProgress: true } },
      false,
      'stays',
    ],
    ['its time has not come', UNTIL_TIME, SAVED_SINCE, false, 'stays'],
    ['its time is over and a save runs', UNTIL_TIME, { ...GUARD_OFF, rdb: { inProgress: true } }, true, 'stays'],
    [
      'its time is over in another process that has the file and has not saved yet: its "ok" is no proof',
      { ...UNTIL_TIME, rewritten: true },
      { ...OTHER_RUN, rdb: { lastSaveTime: AT / 1000 - 7200 } },
      true,
      'stays',
    ],
    ['its time is over and saves work', UNTIL_TIME, GUARD_OFF, true, 'restore'],
    ['its time is over and saves fail', UNTIL_TIME, FAILING, true, 'expired'],
    ['the same, told already', { ...UNTIL_TIME, expiredAt: AT }, FAILING, true, 'stays'],
    ['the same, and then a good save', { ...UNTIL_TIME, expiredAt: AT }, SAVED_SINCE, true, 'restore'],
    [
      'its time is over and nobody knows how the last save ended',
      UNTIL_TIME,
      { ...GUARD_OFF, rdb: { lastStatus: null } },
      true,
      'stays',
    ],
    ['it has no end', { ...OFF, until: { kind: 'none', at: null } }, SAVED_SINCE, true, 'stays'],
  ];
  test.each(cases)('%s', (_name, override, seen, isDue, expected) => {
    const verdict = judgeOverride(override, sighting(seen), NOTHING_KNOWN, isDue);
    expect(verdict.kind === 'ended' ? `ended ${verdict.how}` : verdict.kind).toBe(expected);
  });
});

describe('the time that is left', () => {
  const at = (seconds: number, changed: Patch = {}) =>
    sighting({ ...changed, server: { timeSeconds: AT / 1000 - 60 + seconds, ...changed.server } });
  const HOUR: Override = { ...OFF, until: { kind: 'time', at: OFF.setAt + 3_600_000 } };

  test('is counted on the clock of Redis: ours may have been set meanwhile', () => {
    for (const ours of [-7_200_000, 0, 7_200_000]) {
      expect(millisecondsLeft(HOUR, at(601), OFF.setAt + 600_000 + ours)).toBe(3_000_000);
    }
  });

  test('is never less than the whole at first, and counts a second that may not have passed as not passed', () => {
    expect(millisecondsLeft(HOUR, at(0), OFF.setAt)).toBe(3_600_000);
    expect(millisecondsLeft(HOUR, at(1), OFF.setAt + 1)).toBe(3_600_000);
  });

  test('is counted on our clock where Redis does not tell, or another process does', () => {
    const unknown = at(0, { server: { timeSeconds: null } });
    expect(millisecondsLeft(HOUR, unknown, OFF.setAt + 600_000)).toBe(3_000_000);
    const other = at(0, { server: { runId: 'run-b' } });
    expect(millisecondsLeft({ ...HOUR, rewritten: true }, other, OFF.setAt + 600_000)).toBe(3_000_000);
  });

  test('is none where no time was given', () => {
    expect(millisecondsLeft(OFF, at(0), OFF.setAt)).toBeNull();
  });
});

describe('an end that is asked for', () => {
  const check = (at: number, role: ActorRole = 'operator') =>
    checkEnd({ kind: 'time', at }, { kind: 'user', name: 'oncall-1', role }, AT, EN)?.code ?? 'fine';

  test('lies ahead, and not too far', () => {
    expect([check(AT), check(AT + 1), check(AT + LONGEST_OVERRIDE_MS), check(AT + LONGEST_OVERRIDE_MS + 1)]).toEqual([
      'invalid',
      'fine',
      'fine',
      'invalid',
    ]);
  });

  test.each([
    ['admin', 'fine'],
    ['operator', 'forbidden'],
    ['viewer', 'forbidden'],
  ] as const)('none at all may be given by an %s: %s', (role, expected) => {
    const refusal = checkEnd({ kind: 'none', at: null }, { kind: 'user', name: 'x', role }, AT, EN);
    expect(refusal?.code ?? 'fine').toBe(expected);
  });
});
