import { describe, expect, test } from 'vitest';
import { guardNotNow, saveNotNow } from '@/components/actions/not-now';
import { en as strings } from '@/components/strings/en';
import { freshnessOf } from '@/lib/swr/use-freshness';
import type { Glance } from '@/lib/swr/use-live';
import { anInstance } from '../support/an-instance';

const OBSERVED = Date.parse('2026-11-22T05:40:00.000Z');
const refused = { code: 'refused', message: 'Connection refused.' };

function glance(over: Partial<Glance>): Glance {
  return { now: OBSERVED, heardAt: OBSERVED, isOnline: true, pulsedAt: () => null, ...over };
}

describe('may the facts be believed?', () => {
  const cases = [
    { name: 'just read: yes', glance: {}, problem: null, expected: 'fresh' },
    {
      name: 'at the stale limit: still',
      glance: { now: OBSERVED + 5_000, heardAt: OBSERVED + 5_000 },
      problem: null,
      expected: 'fresh',
    },
    {
      name: 'Savepoint speaks, but its poller is dead: no',
      glance: { now: OBSERVED + 5_001, heardAt: OBSERVED + 5_001 },
      problem: null,
      expected: 'stale',
    },
    {
      name: 'a pulse says that nothing changed: yes',
      glance: { now: OBSERVED + 60_000, heardAt: OBSERVED + 60_000, pulsedAt: () => OBSERVED + 59_000 },
      problem: null,
      expected: 'fresh',
    },
    { name: 'Savepoint is silent: no', glance: { now: OBSERVED + 6_000 }, problem: null, expected: 'stale' },
    {
      name: 'it does not answer, and Savepoint says so now: yes',
      glance: { now: OBSERVED + 90_000, heardAt: OBSERVED + 90_000 },
      problem: refused,
      expected: 'fresh',
    },
    {
      name: 'it did not answer, and Savepoint is silent since: no',
      glance: { now: OBSERVED + 90_000 },
      problem: refused,
      expected: 'stale',
    },
    {
      name: 'no network and nothing heard: offline',
      glance: { now: OBSERVED + 2_001, isOnline: false },
      problem: null,
      expected: 'offline',
    },
    {
      name: 'no network, but Savepoint on the same machine speaks: yes',
      glance: { isOnline: false },
      problem: null,
      expected: 'fresh',
    },
    {
      name: 'the first HTML, nothing heard yet: as it was rendered',
      glance: { heardAt: null },
      problem: null,
      expected: 'fresh',
    },
  ] as const;
  test.each(cases)('$name', ({ glance: over, problem, expected }) => {
    expect(freshnessOf(anInstance({ problem }), glance(over))).toBe(expected);
  });
});

describe('a button is disabled only with a reason', () => {
  const allowed = { allowed: true, reason: null } as const;
  const refusal = { allowed: false, reason: 'Savepoint only reads this instance.' };
  const running = {
    id: null,
    startedAt: null,
    elapsedSeconds: 1,
    keysDone: null,
    keysTotal: null,
    percent: null,
    etaSeconds: null,
  };

  test('past the stale limit both wait, whatever the server allowed before', () => {
    expect(saveNotNow(anInstance(), 'stale', true, strings)).toBe(strings.staleReason);
    expect(guardNotNow(anInstance(), 'stale', true, strings)).toBe(strings.staleReason);
    expect(guardNotNow(anInstance(), 'offline', true, strings)).toBe(strings.offlineReason);
  });

  test('what the server does not allow has the server’s reason', () => {
    const actions = { bgsave: { ...refusal, mode: 'start' as const }, setStopWrites: refusal };
    expect(saveNotNow(anInstance({ actions }), 'fresh', true, strings)).toBe(refusal.reason);
    expect(guardNotNow(anInstance({ actions }), 'fresh', true, strings)).toBe(refusal.reason);
  });

  test('a running save can be watched though no second one may start', () => {
    const actions = { bgsave: { ...refusal, mode: 'start' as const }, setStopWrites: allowed };
    expect(saveNotNow(anInstance({ actions, save: running }), 'fresh', true, strings)).toBeNull();
  });

  test('where the guard does not help, its dialogue still opens to say so', () => {
    const actions = { bgsave: { ...allowed, mode: 'start' as const }, setStopWrites: refusal };
    const guard = { ...anInstance().guard, helps: false };
    expect(guardNotNow(anInstance({ actions, guard }), 'fresh', true, strings)).toBeNull();
  });

  test('a guard that cannot be read cannot be switched, and says why', () => {
    const guard = { ...anInstance().guard, value: null, valueReason: 'CONFIG GET is forbidden.' };
    expect(guardNotNow(anInstance({ guard }), 'fresh', true, strings)).toBe('CONFIG GET is forbidden.');
  });
});
