import { describe, expect, it } from 'vitest';
import { fleetAlarms, fleetSentences, type FleetMember } from '../../lib/domain/state/fleet-sentence';
import type { InstanceStateName } from '../../lib/domain/state/instance-view';
import { orderInstances, type Orderable } from '../../lib/domain/instance/order-instances';
import { seeded } from '../support/rng';

const fleet = (...states: readonly (InstanceStateName | 'quiet')[]): FleetMember[] =>
  states.map((state, index) => ({
    name: `redis-${index + 1}`,
    state: state === 'quiet' ? 'at-risk' : state,
    quiet: state === 'quiet',
    twinOf: null,
  }));

const sentenceOf = (members: readonly FleetMember[]): string => fleetSentences(members).join(' ');

describe('fleetSentences', () => {
  it.each([
    [fleet(), 'No Redis is registered yet.'],
    [fleet('rejecting-writes', 'not-saving', 'saved'), '1 Redis is refusing writes: redis-1. 1 more is not saving.'],
    [fleet('saved', 'rejecting-writes', 'rejecting-writes'), '2 Redis are refusing writes: redis-2, redis-3.'],
    [
      fleet('rejecting-writes', 'rejecting-writes', 'rejecting-writes'),
      '3 Redis are refusing writes: redis-1, redis-2, redis-3.',
    ],
    [
      fleet('rejecting-writes', 'rejecting-writes', 'rejecting-writes', 'rejecting-writes', 'rejecting-writes'),
      '5 Redis are refusing writes: redis-1, redis-2, redis-3 and 2 more.',
    ],
    [fleet('not-saving', 'not-saving', 'saved'), '2 Redis are not saving.'],
    [
      fleet('rejecting-writes', 'unknown', 'unreachable', 'no-access', 'saved'),
      '1 Redis is refusing writes: redis-1. 3 more cannot be seen.',
    ],
    [fleet('unknown', 'saved', 'saved'), '1 Redis cannot be seen.'],
    [fleet('at-risk', 'saved'), '1 Redis is at risk.'],
    [fleet('loading', 'saved'), '1 Redis is loading.'],
    [fleet('saved', 'saved', 'saving'), 'No Redis is refusing writes, and no save is failing.'],
    [
      fleet('saved', 'no-persistence', 'no-persistence'),
      'No Redis is refusing writes, and no save is failing. 2 keep no snapshots, as set.',
    ],
    [
      fleet('quiet', 'saved'),
      'No Redis is refusing writes, and no save is failing. 1 has not saved since its start: the first save is not due yet.',
    ],
  ])('%j: %s', (members, sentence) => expect(sentenceOf(members)).toBe(sentence));

  it.each(['unknown', 'unreachable', 'no-access'] as const)('is never calm while one is %s', (state) => {
    expect(sentenceOf(fleet('saved', state, 'saved'))).not.toContain('No Redis is refusing');
  });

  it('what is hidden in a name is shown', () => {
    const [first] = fleetSentences([{ name: 'a\u202eb', state: 'rejecting-writes', quiet: false, twinOf: null }]);
    expect(first).toBe('1 Redis is refusing writes: a\\u202eb.');
  });

  it('one server under several names counts once, as long as they are in one state', () => {
    const names = fleet('rejecting-writes', 'rejecting-writes', 'rejecting-writes', 'unreachable');
    const twins = names.map((each, index) => ({ ...each, twinOf: index === 1 ? null : 'run-a' }));
    expect(sentenceOf(twins)).toBe('2 Redis are refusing writes: redis-1, redis-2. 1 more cannot be seen.');
    expect(fleetAlarms(twins)).toBe(2);
  });

  it('a quiet one stays out of the headline and out of the count of alarms', () => {
    expect(sentenceOf(fleet('quiet', 'not-saving'))).toBe('1 Redis is not saving.');
    expect(fleetAlarms(fleet('quiet', 'not-saving', 'rejecting-writes', 'at-risk', 'unknown'))).toBe(2);
  });
});

describe('orderInstances', () => {
  const one = (name: string, changed: Partial<Orderable> = {}): Orderable => ({
    name,
    environment: 'production',
    state: 'saved',
    quiet: false,
    since: 1000,
    ...changed,
  });
  const sorted: readonly Orderable[] = [
    one('rejecting', { state: 'rejecting-writes' }),
    one('not-saving', { state: 'not-saving' }),
    one('unreachable', { state: 'unreachable' }),
    one('no-access', { state: 'no-access' }),
    one('unknown', { state: 'unknown' }),
    one('at-risk in production', { state: 'at-risk' }),
    one('at-risk in development', { state: 'at-risk', environment: 'development' }),
    one('at-risk, quiet', { state: 'at-risk', quiet: true }),
    one('loading', { state: 'loading' }),
    one('saving', { state: 'saving' }),
    one('no-persistence', { state: 'no-persistence' }),
    one('saved for long', { since: 500 }),
    one('saved a', { since: 1000 }),
    one('saved b', { since: 1000 }),
    one('saved since nobody knows', { since: null }),
    one('saved in staging', { environment: 'staging', since: 1 }),
  ];

  it('is worst first, then production, then the longest, then by name, whatever the order was', () => {
    const next = seeded(7);
    for (let round = 0; round < 50; round += 1) {
      const shuffled = sorted
        .map((instance) => ({ instance, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ instance }) => instance);
      expect(orderInstances(shuffled).map(({ name }) => name)).toEqual(sorted.map(({ name }) => name));
    }
  });

  it('leaves the list it was given as it is', () => {
    const given = [one('b'), one('a')];
    orderInstances(given);
    expect(given.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('orders the ISO times of the HTTP API as well', () => {
    const iso = [
      one('late', { since: '2026-11-14T05:41:22.000Z' }),
      one('early', { since: '2026-11-13T23:00:00.000Z' }),
    ];
    expect(orderInstances(iso).map(({ name }) => name)).toEqual(['early', 'late']);
  });
});
