import { describe, expect, test } from 'vitest';
import { beatOf, dueAfter, followEvery, isRefusal, pollEvery, staleAfter, tickFor } from '../../lib/monitor/schedule';

const CALM = { intervalMs: 1000, refusals: 0 };

describe('how often an instance is polled', () => {
  test.each([
    ['at its interval', CALM, 1000],
    ['half as often after the credentials were refused once', { ...CALM, refusals: 1 }, 2000],
    ['less and less often', { ...CALM, refusals: 4 }, 16_000],
    ['once a minute at least', { ...CALM, refusals: 400 }, 60_000],
  ])('%s', (_, pace, every) => {
    expect(pollEvery(pace)).toBe(every);
  });

  test('only what a second try cannot change makes it back off', () => {
    expect((['auth', 'noperm', 'timeout', 'refused', 'dns', 'tls'] as const).filter(isRefusal)).toEqual([
      'auth',
      'noperm',
    ]);
  });
});

describe('when facts are stale', () => {
  test.each([
    ['after three intervals', { ...CALM, intervalMs: 10_000 }, 30_000],
    ['after 5 s at least', CALM, 5000],
    ['in back-off after its own interval and 5 s', { ...CALM, refusals: 10 }, 65_000],
  ])('%s', (_, pace, after) => {
    expect(staleAfter(pace)).toBe(after);
  });
});

describe('ticks', () => {
  test('gather what is due within one', () => {
    expect([1001, 1020, 1050].map(tickFor)).toEqual([1050, 1050, 1050]);
  });

  test.each([
    ['late does not slow the pace down', 0.8],
    ['early does not double a poll', -0.6],
  ])('a timer that fires %s', (_, late) => {
    const beat = beatOf(0, 1000);
    let now = 1000 + late;
    const begun: number[] = [];
    for (let poll = 0; poll < 5; poll += 1) {
      begun.push(Math.round(now));
      now = tickFor(dueAfter(now, 1000, beat)) + late;
    }
    expect(begun).toEqual([1000, 2000, 3000, 4000, 5000].map((at) => Math.round(at + late)));
  });

  test('are shared out evenly among a fleet', () => {
    const offsets = Array.from({ length: 1000 }, (_, index) => beatOf(index, 1000).offset);
    const inTick = (tick: number): number => offsets.filter((offset) => offset === tick * 50).length;
    expect(Array.from({ length: 20 }, (_, tick) => inTick(tick))).toEqual(Array<number>(20).fill(50));
    expect([0, 25, 50].map((before) => beatOf(before, 30).offset)).toEqual([0, 0, 0]);
  });

  test('twenty-five share one, so that a small fleet wakes up seldom', () => {
    const offsets = (count: number): Set<number> =>
      new Set(Array.from({ length: count }, (_, index) => beatOf(index, 1000).offset));
    expect([1, 25, 26, 100, 1000].map((count) => offsets(count).size)).toEqual([1, 1, 2, 4, 20]);
  });

  test('a poll out of turn puts none off for longer than an interval, and the beat is kept', () => {
    const beat = beatOf(75, 1000);
    const dues = Array.from({ length: 100 }, (_, index) => {
      const now = 5000 + index * 10;
      return { waits: dueAfter(now, 1000, beat) - now, onBeat: dueAfter(now, 1000, beat) % 1000 };
    });
    expect(dues.every(({ waits, onBeat }) => waits > 0 && waits <= 1000 && onBeat === 150)).toBe(true);
  });

  test('one that backs off waits that long', () => {
    expect(dueAfter(1000, 60_000, beatOf(0, 1000))).toBe(61_000);
  });
});

describe('how often a save of ours is looked at', () => {
  test.each([
    ['5 ms at first', 0, 5],
    ['as long as it is a short one', 125, 5],
    ['once a second after half a minute', 25_000, 1000],
  ])('%s', (_, forMs, every) => {
    expect(followEvery(forMs)).toBe(every);
  });
});
