import { describe, expect, test } from 'vitest';
import { dueAfter, isRefusal, pollEvery, staleAfter, tickFor } from '../../lib/monitor/schedule';

const CALM = { intervalMs: 1000, refusals: 0, hurried: false };

describe('how often an instance is polled', () => {
  test.each([
    ['at its interval', CALM, 1000],
    ['every tick while an action of ours is confirmed', { ...CALM, hurried: true }, 50],
    ['never slower for being hurried', { ...CALM, intervalMs: 20, hurried: true }, 20],
    ['half as often after the credentials were refused once', { ...CALM, refusals: 1 }, 2000],
    ['less and less often', { ...CALM, refusals: 4 }, 16_000],
    ['once a minute at least', { ...CALM, refusals: 400 }, 60_000],
    ['not hurried while credentials are refused', { ...CALM, refusals: 2, hurried: true }, 4000],
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

  test('a timer that fires late does not slow the pace down', () => {
    let now = 1000.4;
    const begun: number[] = [];
    for (let poll = 0; poll < 5; poll += 1) {
      begun.push(Math.floor(now));
      now = tickFor(dueAfter(now, 1000)) + 0.8;
    }
    expect(begun).toEqual([1000, 2000, 3000, 4000, 5000]);
  });
});
