import { describe, expect, test } from 'vitest';
import type { Action } from '../../lib/domain/action';
import { overrideOf } from '../../lib/domain/override';
import { facts } from '../support/a-sighting';

const RUN_ID = facts().server.runId;

const OFF: Action = {
  id: 'a1',
  kind: 'set-stop-writes',
  instanceId: 'orders-primary',
  actor: { kind: 'user', name: 'oncall-1', role: 'operator' },
  outcome: 'applied',
  before: 'yes',
  after: 'no',
  requestedValue: 'no',
  reason: 'checkout down, INC-4312',
  runId: RUN_ID,
  requestedAt: 1000,
  resolvedAt: 1200,
  message: 'Guard is off.',
};

const guard = (value: 'yes' | 'no' | null) =>
  facts({ config: { guard: value === null ? { value, reason: 'not readable' } : { value } } });

describe('an override', () => {
  test('is told with who, why and since when while the guard is off', () => {
    expect(overrideOf(guard('no'), OFF)).toEqual({
      by: 'oncall-1',
      reason: 'checkout down, INC-4312',
      since: 1200,
      until: { kind: 'none', at: null },
    });
  });

  test.each([
    ['the guard is on again', guard('yes'), OFF],
    ['the guard cannot be read', guard(null), OFF],
    ['nobody switched it here', guard('no'), null],
    [
      'the last change here switched it on: somebody else switched it off',
      guard('no'),
      { ...OFF, after: 'yes' as const },
    ],
    ['another process runs now: a restart loses the setting', guard('no'), { ...OFF, runId: 'f'.repeat(40) }],
    ['it is not known which process was meant', guard('no'), { ...OFF, runId: null }],
  ])('is none when %s', (_, seen, action) => {
    expect(overrideOf(seen, action)).toBeNull();
  });
});
