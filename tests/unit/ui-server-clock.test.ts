import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const NOON = Date.parse('2026-11-22T12:00:00.000Z');

// The clock is a module of its own state: each test starts it anew.
async function aClock() {
  vi.resetModules();
  return import('@/lib/swr/server-clock');
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('the time is not known before Savepoint said it', async () => {
  expect((await aClock()).serverTimeNow()).toBeNull();
});

test('a browser whose clock is three hours wrong shows the time of Savepoint', async () => {
  vi.setSystemTime(NOON - 3 * 3_600_000);
  const clock = await aClock();
  clock.hearServerTime(NOON);
  vi.advanceTimersByTime(12_000);
  expect(clock.serverTimeNow()).toBe(NOON + 12_000);
});

test('a message that was held up does not turn the clock back', async () => {
  const clock = await aClock();
  clock.hearServerTime(NOON);
  vi.advanceTimersByTime(10_000);
  clock.hearServerTime(NOON + 1_000);
  expect(clock.serverTimeNow()).toBe(NOON + 10_000);
});

test('a clock of the server that was set back is followed once it keeps saying so', async () => {
  const clock = await aClock();
  clock.hearServerTime(NOON);
  for (let said = 0; said < 5; said += 1) clock.hearServerTime(NOON - 60_000);
  expect(clock.serverTimeNow()).toBe(NOON - 60_000);
});

test('time that the machine slept through counts, though the monotonic clock stood still', async () => {
  const clock = await aClock();
  clock.hearServerTime(NOON);
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(clock.serverTimeNow()).toBe(NOON + 3_600_000);
});

test('a Date header, up to a second early, corrects only what is quite wrong', async () => {
  const clock = await aClock();
  clock.hearServerTime(NOON);
  clock.hearServerDate(new Date(NOON - 900).toUTCString());
  expect(clock.serverTimeNow()).toBe(NOON);
  clock.hearServerDate(new Date(NOON + 60_000).toUTCString());
  expect(clock.serverTimeNow()).toBe(NOON + 61_000);
  clock.hearServerDate(null);
  expect(clock.serverTimeNow()).toBe(NOON + 61_000);
});
