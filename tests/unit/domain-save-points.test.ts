import { describe, expect, it } from 'vitest';
import { skewMs, toOurClock, processStart } from '../../lib/domain/observation/clock';
import type { Facts } from '../../lib/domain/observation/observation';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { isSaveDue, nextRetry, overdue } from '../../lib/domain/save/save-points';
import { AT, facts, MISCONF_RDB, NO_CONFIG, sighting } from '../support/a-sighting';

const NOW_S = AT / 1000;
const points = (...pairs: readonly (readonly [number, number])[]): Pick<Facts['config'], 'savePoints'> => ({
  savePoints: { value: pairs.map(([seconds, changes]) => ({ seconds, changes })) },
});

describe('nextRetry', () => {
  const failed = (changes: number | null, config: Partial<Facts['config']>, rdb: Partial<Facts['rdb']> = {}) =>
    sighting({
      rdb: { lastStatus: 'err', changesSinceLastSave: changes, lastSaveTime: NOW_S - 240, ...rdb },
      config,
      ping: MISCONF_RDB,
    });
  const triedAt = (ms: number) => ({ ...NOTHING_KNOWN, lastAttemptAt: AT + ms });

  it.each([
    ['about every 6 s once a save point matches', failed(20, points([60, 10])), -2000, 4000],
    ['an hour away: the save point decides, not the 6 s', failed(1, points([3600, 1])), -2000, (3600 - 240 + 1) * 1000],
    ['the earliest of several that match', failed(100, points([3600, 1], [300, 100], [60, 10_000])), -2000, 61_000],
    ['a save point of zero changes matches always', failed(0, points([60, 0])), -2000, 4000],
    ['without a known attempt: the latest it can be', failed(20, points([60, 10])), null, 6000],
  ])('%s', (_name, seen, tried, expected) => {
    const retry = nextRetry(seen, tried === null ? NOTHING_KNOWN : triedAt(tried));
    expect(retry).toEqual({ at: AT + expected, reason: null });
  });

  it.each([
    [
      'stuck for ever: nothing changed, and refused writes cannot',
      failed(0, points([60, 1])),
      /^It will not retry by itself: nothing changed.*while writes are refused nothing can/,
    ],
    [
      'a negative count of changes is no change',
      failed(-3, points([60, 1])),
      /^It will not retry by itself: nothing changed/,
    ],
    [
      'too few changes while writes are refused',
      failed(3, points([60, 10])),
      /^It will not retry by itself: 3 changes.*need 10.*cannot come/,
    ],
    ['no save points', failed(50, points()), /^It will not retry by itself: no save points/],
    ['save points not readable', failed(50, NO_CONFIG), /^Not known: the save points cannot be read.*NOPERM/],
    ['changes not readable', failed(null, points([60, 1])), /^Not known: INFO does not tell how much/],
    ['a retry runs', failed(50, points([60, 1]), { inProgress: true }), /^A retry is running/],
    ['Redis tells no last save', failed(50, points([60, 1]), { lastSaveTime: null }), /^Not known/],
    [
      'how the last save ended is not readable',
      failed(5, points([60, 1]), { lastStatus: null }),
      /INFO does not tell how the last save ended/,
    ],
    ['nothing failed', sighting(), /^Nothing to retry/],
  ])('none: %s', (_name, seen, reason) => {
    const retry = nextRetry(seen, triedAt(-2000));
    expect(retry.at).toBeNull();
    expect(retry.reason).toMatch(reason);
  });

  it('may still come while writes are accepted: too few changes are not a dead end', () => {
    const open = sighting({
      rdb: { lastStatus: 'err', changesSinceLastSave: 3 },
      config: { ...points([60, 10]), guard: { value: 'no' } },
    });
    expect(nextRetry(open, NOTHING_KNOWN).reason).toMatch(/^It will not retry by itself yet: 3 changes/);
    expect(nextRetry(open, NOTHING_KNOWN).reason).not.toContain('refused');
  });

  it('is told on our clock when the clock of Redis is two hours ahead', () => {
    const ahead = 7200;
    const seen = sighting({
      server: { timeSeconds: NOW_S + ahead },
      rdb: { lastStatus: 'err', changesSinceLastSave: 1, lastSaveTime: NOW_S + ahead - 240 },
      ping: MISCONF_RDB,
    });
    const { at } = nextRetry(seen, triedAt(-2000));
    expect(Math.abs((at ?? 0) - (AT + (3600 - 240 + 1) * 1000))).toBeLessThanOrEqual(1000);
  });
});

describe('due and overdue', () => {
  it.each([
    ['nothing changed', { changesSinceLastSave: 0, lastSaveTime: NOW_S - 9000 }, {}, false, false],
    ['the time is not up', { changesSinceLastSave: 5, lastSaveTime: NOW_S - 3000 }, {}, false, false],
    ['due just now', { changesSinceLastSave: 5, lastSaveTime: NOW_S - 3605 }, {}, true, false],
    ['overdue', { changesSinceLastSave: 5, lastSaveTime: NOW_S - 9000 }, {}, true, true],
    ['a save is running', { changesSinceLastSave: 5, lastSaveTime: NOW_S - 9000, inProgress: true }, {}, true, false],
    [
      'an AOF rewrite delays it',
      { changesSinceLastSave: 5, lastSaveTime: NOW_S - 9000 },
      { rewriteInProgress: true },
      true,
      false,
    ],
    ['how much changed is not readable', { changesSinceLastSave: null }, {}, null, null],
    ['when it saved is not readable', { changesSinceLastSave: 5, lastSaveTime: null }, {}, null, null],
    [
      'the clock of Redis went back behind its last save',
      { changesSinceLastSave: 5, lastSaveTime: NOW_S + 900 },
      {},
      false,
      false,
    ],
  ] as const)('%s', (_name, rdb, aof, isDue, isOverdue) => {
    const given = facts({ rdb, aof });
    expect(isSaveDue(given)).toBe(isDue);
    expect(overdue(given)).toBe(isOverdue);
  });

  it('says nothing without save points that can be read, and no without any', () => {
    expect(overdue(facts({ rdb: { changesSinceLastSave: 9 }, config: NO_CONFIG }))).toBeNull();
    expect(overdue(facts({ rdb: { changesSinceLastSave: 9 }, config: points() }))).toBe(false);
  });
});

describe('the clock of Redis', () => {
  it('is taken as ours within two seconds, so that a time stays the same from poll to poll', () => {
    const times = [0, 250, 900].map((late) => toOurClock(NOW_S - 240, sighting({}, AT + late)));
    expect(times).toEqual([AT - 240_000, AT - 240_000, AT - 240_000]);
  });

  it.each([
    ['two hours ahead', 7200],
    ['two hours behind', -7200],
  ])('%s: times are moved to ours', (_name, skew) => {
    const seen = sighting({ server: { timeSeconds: NOW_S + skew } });
    expect(Math.abs((toOurClock(NOW_S + skew - 240, seen) ?? 0) - (AT - 240_000))).toBeLessThanOrEqual(1000);
    expect(skewMs(seen)).not.toBe(0);
  });

  it('not known: no time is made up', () => {
    const seen = sighting({ server: { timeSeconds: null } });
    expect(toOurClock(NOW_S, seen)).toBeNull();
    expect(processStart(seen)).toBeNull();
  });

  it('hostile figures give no time', () => {
    expect(toOurClock(1e18, sighting())).toBeNull();
    expect(toOurClock(-5, sighting())).toBeNull();
  });
});
