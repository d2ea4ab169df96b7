import { describe, expect, it } from 'vitest';
import type { EventDetail, InstanceEvent } from '../../lib/domain/event/event';
import { pictureOf, type AttemptCount, type PictureInput } from '../../lib/domain/picture/picture';
import type { PictureRange } from '../../lib/domain/picture/picture-axis';
import type { SaveOutcome } from '../../lib/domain/save/save';
import { seeded } from '../support/rng';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** 05:41:22; the column of the hour's picture that holds it begins at 05:41. */
const NOW = Date.UTC(2026, 10, 14, 5, 41, 22);
const COLUMN = Date.UTC(2026, 10, 14, 5, 41);

let ids = 0;
function event(from: number, to: number, detail: EventDetail): InstanceEvent {
  return { id: `e-${(ids += 1)}`, instanceId: 'orders-primary', from, to, detail };
}

const gap = (from: number, to: number) => event(from, to, { kind: 'gap', why: 'no-answer' });
const guard = (from: number, to: number, on: boolean) =>
  event(from, to, { kind: 'guard-changed', from: on ? 'no' : 'yes', to: on ? 'yes' : 'no', actionId: null });
const restart = (at: number) => event(at - 1000, at, { kind: 'restarted', fromRunId: 'a', toRunId: 'b' });

function attempt(at: number, outcome: SaveOutcome, changed: Partial<AttemptCount> = {}): AttemptCount {
  const snapshotWritten = outcome === 'saved' ? true : outcome === 'running' || outcome === 'unknown' ? null : false;
  const figures = { longestSeconds: null, mostCopiedBytes: null, longestForkUsec: null };
  return { at, outcome, snapshotWritten, attempts: 1, ...figures, ...changed };
}

/** Watched for 40 days without a gap, nothing happened, the guard is on. */
function picture(changed: Partial<PictureInput> = {}) {
  return pictureOf({
    instanceId: 'orders-primary',
    range: '1h',
    now: NOW,
    attempts: [],
    events: [],
    starts: [{ at: NOW - 40 * DAY, seenBefore: null }],
    lastSeen: NOW - 400,
    staleAfterMs: 5000,
    guard: 'yes',
    runningSince: null,
    changes: null,
    incidents: null,
    ...changed,
  });
}

const minutesAgo = (at: number) => (COLUMN - at) / MINUTE;
const columnOf = (changed: Partial<PictureInput>, minutes = 0) =>
  picture(changed).columns.find(({ at }) => minutesAgo(at) === minutes);

describe('the axis', () => {
  it.each<[PictureRange, number, number, string]>([
    ['1h', 60, 60, '2026-11-14T05:42:00.000Z'],
    ['24h', 96, 900, '2026-11-14T05:45:00.000Z'],
    ['7d', 84, 7_200, '2026-11-14T06:00:00.000Z'],
    ['30d', 90, 28_800, '2026-11-14T08:00:00.000Z'],
    ['90d', 90, 86_400, '2026-11-15T00:00:00.000Z'],
  ])(
    'of %s has %i columns of %i s, at whole multiples of it, and the last one holds now',
    (range, count, width, end) => {
      const { from, to, columnMs, columns } = picture({ range, starts: [], lastSeen: null });
      expect([columnMs, (to - from) / columnMs, new Date(to).toISOString()]).toEqual([width * 1000, count, end]);
      expect([from % columnMs, columns.length, columns.at(-1)?.at]).toEqual([0, count, to - columnMs]);
    },
  );

  it('begins a new column in the very moment in which the last one ends', () => {
    expect(picture({ now: COLUMN - 1 }).to).toBe(COLUMN);
    expect(picture({ now: COLUMN }).to).toBe(COLUMN + MINUTE);
  });
});

describe('a column', () => {
  it('is left out when nothing happened in it and it was watched', () => {
    expect(picture().columns).toEqual([]);
  });

  it.each<[SaveOutcome, 'saved' | 'failed' | 'cancelled' | 'unknown']>([
    ['saved', 'saved'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['unknown', 'unknown'],
  ])('counts attempts that ended %s', (outcome, field) => {
    const nothing = { saved: 0, failed: 0, cancelled: 0, unknown: 0 };
    expect(columnOf({ attempts: [attempt(NOW, outcome)] })).toEqual({
      ...{ at: COLUMN, ...nothing, [field]: 1, running: false },
      ...{ longestSeconds: null, mostCopiedBytes: null, longestForkUsec: null },
      ...{ unwatched: 0, restarts: 0, guardOff: false },
    });
  });

  it('counts a row that stands for several attempts as so many', () => {
    const attempts = [attempt(NOW, 'failed', { attempts: 3 }), attempt(NOW, 'failed'), attempt(NOW, 'saved')];
    expect(columnOf({ attempts })).toMatchObject({ failed: 4, saved: 1 });
  });

  it('counts as failed what wrote no snapshot, though it may have been cancelled; not what may have been saved', () => {
    const attempts = [attempt(NOW, 'unknown', { snapshotWritten: false, attempts: 2 }), attempt(NOW, 'unknown')];
    expect(columnOf({ attempts })).toMatchObject({ failed: 2, unknown: 1 });
  });

  it('has a save that went over its end, and counts it once', () => {
    const attempts = [attempt(COLUMN - 1, 'saved', { longestSeconds: 90 }), attempt(COLUMN, 'saved')];
    expect(picture({ attempts }).columns).toMatchObject([
      { at: COLUMN - MINUTE, saved: 1, longestSeconds: 90 },
      { at: COLUMN, saved: 1, longestSeconds: null },
    ]);
  });

  it('tells the longest of the saves that wrote a snapshot, and 0 s as 0', () => {
    const failed = attempt(NOW, 'failed', { longestSeconds: 99 });
    expect(columnOf({ attempts: [failed] })?.longestSeconds).toBeNull();
    const saved = [0, 6, 2].map((longestSeconds) => attempt(NOW, 'saved', { longestSeconds }));
    expect(columnOf({ attempts: [failed, ...saved, attempt(NOW, 'saved')] })?.longestSeconds).toBe(6);
    expect(columnOf({ attempts: saved.slice(0, 1) })?.longestSeconds).toBe(0);
  });

  it('tells the most that a good save copied, and the longest fork of any: it held up clients whatever became of the save', () => {
    const failed = attempt(NOW, 'failed', { mostCopiedBytes: 9_000, longestForkUsec: 800 });
    const saved = [4_000, 2_000].map((bytes) =>
      attempt(NOW, 'saved', { mostCopiedBytes: bytes, longestForkUsec: 300 }),
    );
    expect(columnOf({ attempts: [failed, ...saved] })).toMatchObject({ mostCopiedBytes: 4_000, longestForkUsec: 800 });
    expect(columnOf({ attempts: [failed] })?.mostCopiedBytes).toBeNull();
    expect(columnOf({ attempts: [attempt(NOW, 'saved')] })?.longestForkUsec).toBeNull();
  });

  it('leaves out what lies before the first column or after the last one, as when the clock was ahead', () => {
    const { from, to } = picture();
    const attempts = [from - 1, from, to - 1, to, to + DAY].map((at) => attempt(at, 'saved'));
    const events = [restart(from - 1), restart(to + DAY)];
    expect(picture({ attempts, events }).columns).toMatchObject([{ at: from }, { at: to - MINUTE }]);
  });

  it('counts restarts by when they were seen', () => {
    expect(columnOf({ events: [restart(COLUMN), restart(NOW), restart(COLUMN - 1)] })?.restarts).toBe(2);
  });
});

describe('a save that runs', () => {
  it('shows from its begin to now, also when it began before the picture', () => {
    const columns = (runningSince: number) => picture({ runningSince }).columns.map(({ at }) => minutesAgo(at));
    expect(columns(COLUMN - 2 * MINUTE + 1)).toEqual([2, 1, 0]);
    expect(columns(NOW - DAY)).toHaveLength(60);
  });

  it('shows no further than it was seen', () => {
    const seen = { runningSince: NOW - 5 * MINUTE, lastSeen: COLUMN - 3 * MINUTE + 1 };
    expect([2, 3, 4].map((minutes) => columnOf(seen, minutes)?.running)).toEqual([false, true, true]);
  });

  it('of which only the row is known shows where it began, and counts as no attempt', () => {
    expect(columnOf({ attempts: [attempt(NOW, 'running')] })).toMatchObject({ running: true, saved: 0, unknown: 0 });
  });
});

describe('time that was not watched', () => {
  const shares = (changed: Partial<PictureInput>) =>
    picture(changed)
      .columns.filter(({ unwatched }) => unwatched > 0)
      .map(({ at, unwatched }) => [minutesAgo(at), unwatched]);

  it('is a gap, each column by its share', () => {
    expect(shares({ events: [gap(COLUMN - 90_000, COLUMN + 15_000)] })).toEqual([
      [2, 0.5],
      [1, 1],
      [0, 0.25],
    ]);
  });

  it('is counted once where gaps meet or overlap', () => {
    const events = [gap(COLUMN, COLUMN + 10_000), gap(COLUMN + 5000, COLUMN + 15_000), gap(COLUMN - 1, COLUMN)];
    expect(shares({ events }).at(-1)).toEqual([0, 0.25]);
  });

  it('is all before the watch or its records began', () => {
    const told = shares({ starts: [{ at: COLUMN - 57 * MINUTE - 30_000, seenBefore: null }] });
    expect(told).toEqual([
      [59, 1],
      [58, 0.5],
    ]);
  });

  it('is what lies between a removed instance and its new registration', () => {
    const again = { at: COLUMN - 15_000, seenBefore: COLUMN - 2 * MINUTE };
    expect(shares({ starts: [{ at: NOW - 40 * DAY, seenBefore: null }, again] })).toEqual([
      [2, 1],
      [1, 0.75],
    ]);
  });

  it('is since the last facts, once they are older than a gap; the future is not', () => {
    expect(shares({ lastSeen: NOW - 5000 })).toEqual([]);
    expect(shares({ lastSeen: COLUMN - MINUTE })).toEqual([
      [1, 1],
      [0, 22 / 60],
    ]);
  });

  it.each([
    ['without any facts or records', { starts: [], lastSeen: null }],
    ['of a clock that was ahead when the watch began', { starts: [{ at: NOW + DAY, seenBefore: null }] }],
  ])('is all of a history %s', (_case, changed) => {
    const { columns } = picture(changed);
    expect(columns).toHaveLength(60);
    expect(columns.slice(0, -1).every(({ unwatched }) => unwatched === 1)).toBe(true);
    expect(columns.at(-1)).toMatchObject({ unwatched: 22 / 60, saved: 0, guardOff: false, running: false });
  });

  it('ends with the first facts where no record could be kept', () => {
    expect(shares({ starts: [], lastSeen: NOW }).at(-1)).toEqual([0, 22 / 60]);
  });

  it('is none while the facts are of a clock that was ahead', () => {
    expect(shares({ lastSeen: NOW + DAY })).toEqual([]);
  });
});

describe('the guard', () => {
  const off = (changed: Partial<PictureInput>) =>
    picture(changed)
      .columns.filter(({ guardOff }) => guardOff)
      .map(({ at }) => minutesAgo(at));
  const at = (minutes: number) => COLUMN - minutes * MINUTE + 1000;

  it('was off all the time when it is off and no change was seen', () => {
    expect(off({ guard: 'no' })).toHaveLength(60);
  });

  it('that is not known is not called off', () => {
    expect(off({ guard: null })).toEqual([]);
  });

  it('was off between two changes', () => {
    expect(off({ events: [guard(at(5), at(5), false), guard(at(3), at(3), true)] })).toEqual([5, 4, 3]);
  });

  it('was off before the change that says so, and after the last one', () => {
    expect(off({ events: [guard(at(58), at(58), true)] })).toEqual([59, 58]);
    expect(off({ guard: 'no', events: [guard(at(1), at(1), false)] })).toEqual([1, 0]);
    expect(off({ guard: null, events: [guard(at(1), at(1), false)] })).toEqual([1, 0]);
  });

  it('counts from the end of the interval in which it was switched off, and up to the begin of the other', () => {
    expect(off({ events: [guard(at(8), at(6), false), guard(at(4), at(2), true)] })).toEqual([6, 5, 4]);
  });

  it('was off at the moment it was seen off, though it was on again at the next look', () => {
    expect(off({ events: [guard(at(5), at(4), false), guard(at(4), at(3), true)] })).toEqual([4]);
  });

  it('is not called off in time that was not watched', () => {
    const starts = [{ at: at(5), seenBefore: null }];
    expect(off({ guard: 'no', starts })).toEqual([5, 4, 3, 2, 1, 0]);
    expect(off({ guard: 'no', starts, events: [gap(at(4), at(1))] })).toEqual([5, 4, 1, 0]);
    expect(off({ guard: 'no', starts, lastSeen: at(3) })).toEqual([5, 4, 3]);
  });

  it('of the watch before a removal is not taken from the one after', () => {
    const starts = [
      { at: NOW - 40 * DAY, seenBefore: null },
      { at: at(2), seenBefore: at(4) },
    ];
    expect(off({ guard: 'no', starts })).toEqual([2, 1, 0]);
    expect(off({ guard: 'yes', starts, events: [guard(at(7), at(7), false)] })).toEqual([7, 6, 5, 4]);
  });
});

describe('changes that are in no snapshot', () => {
  it('are none where many instances are drawn', () => {
    expect(picture().changes).toBeNull();
  });

  it('are told by steps of the range, oldest first, of each the most; unknown steps are missing', () => {
    const start = Date.UTC(2026, 10, 14, 5, 35);
    const minutes = [7, 3, 9, 0, 4].map((most, index) => ({ at: start + index * MINUTE, most }));
    const open = [{ at: COLUMN, most: 1 }];
    expect(picture({ changes: [...minutes.toReversed(), ...open] }).changes).toEqual([...minutes, ...open]);
    expect(picture({ range: '24h', changes: [...minutes, ...open] }).changes).toEqual([
      { at: start, most: 9 },
      { at: start + 5 * MINUTE, most: 1 },
    ]);
  });

  it('are left out where they lie outside of the picture', () => {
    const { from, to } = picture();
    const changes = [from - MINUTE, from, to].map((at) => ({ at, most: 1 }));
    expect(picture({ changes }).changes).toEqual([{ at: from, most: 1 }]);
  });
});

it('tells each attempt of the range once, and no share of a column below 0 or above 1, whatever happened', () => {
  const random = seeded(20_261_114);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  for (let round = 0; round < 300; round += 1) {
    const range = pick<PictureRange>(['1h', '24h', '7d', '30d', '90d']);
    const { from, to } = picture({ range });
    const time = (): number => Math.floor(from + (random() * 1.4 - 0.2) * (to - from));
    const spans = Array.from({ length: 30 }, () => [time(), time()].toSorted((a, b) => a - b) as [number, number]);
    const attempts = Array.from({ length: 40 }, () =>
      attempt(time(), pick<SaveOutcome>(['saved', 'failed', 'cancelled', 'unknown', 'running']), {
        attempts: 1 + Math.floor(random() * 5),
        snapshotWritten: pick([true, false, null]),
      }),
    );
    const events = spans.map(([a, b]) =>
      pick([gap, restart, (x: number, y: number) => guard(x, y, random() < 0.5)])(a, b),
    );
    const starts = random() < 0.5 ? [] : [{ at: time(), seenBefore: pick([null, from]) }];
    const { columns } = picture({
      range,
      attempts,
      events,
      starts,
      lastSeen: pick([null, time()]),
      guard: pick(['no', null]),
    });
    const told = columns.reduce(
      (sum, { saved, failed, cancelled, unknown }) => sum + saved + failed + cancelled + unknown,
      0,
    );
    const happened = attempts
      .filter(({ at, outcome }) => at >= from && at < to && outcome !== 'running')
      .reduce((sum, row) => sum + row.attempts, 0);
    const odd = columns.filter(({ at, unwatched }) => at < from || at >= to || !(unwatched >= 0 && unwatched <= 1));
    expect([round, told, odd]).toEqual([round, happened, []]);
  }
});

describe('incidents', () => {
  const numbers = (incidents: PictureInput['incidents']) =>
    picture({ incidents }).incidents?.map(({ number }) => number);

  it('are those of which some part lies in the picture, an open one as long as it is', () => {
    const { from, to } = picture();
    const all = [
      { number: 5, from: to, to: null },
      { number: 4, from: NOW - MINUTE, to: null },
      { number: 3, from: from - DAY, to: from },
      { number: 2, from: from - DAY, to: from - 1 },
      { number: 1, from: from - 2 * DAY, to: null },
    ];
    expect(numbers(all)).toEqual([4, 3, 1]);
  });

  it('are not known where none were read', () => {
    expect(numbers(null)).toBeUndefined();
    expect(numbers([])).toEqual([]);
  });
});
