import { describe, expect, test } from 'vitest';
import { actionIdOf, fieldError, isUndecided } from '@/components/actions/action-of-error';
import type { Decision } from '@/components/actions/guard-readiness';
import { notReady } from '@/components/actions/guard-readiness';
import { en as strings } from '@/components/strings/en';
import type { Plan } from '@/lib/contracts/action';
import { ApiError } from '@/lib/swr/fetcher';
import { anInstance } from '../support/an-instance';

const plan: Plan = {
  action: 'set-stop-writes',
  value: 'no',
  current: 'yes',
  runId: null,
  role: 'master',
  helps: true,
  mode: null,
  checks: [],
  consequences: [],
  limits: [],
  warnings: [],
  blocked: null,
  advice: '',
  reasonRequired: true,
  confirmRequired: true,
  secondPerson: false,
  rewrite: { file: '/etc/redis/redis.conf', reason: null },
  readAt: '2026-11-22T05:40:00.000Z',
};

const decision: Decision = {
  instance: anInstance(),
  plan,
  freshness: 'fresh',
  reason: 'checkout down, INC-4312',
  typedName: 'orders-primary',
  planAgeMs: 1_000,
};

describe('the guard may be switched off', () => {
  const name = strings.guardDialog.needName('orders-primary');
  const cases: { name: string; over: Partial<Decision>; expected: string | null }[] = [
    { name: 'with a reason and the name', over: {}, expected: null },
    {
      name: 'not with nine characters of reason',
      over: { reason: '123456789' },
      expected: strings.guardDialog.needReason,
    },
    { name: 'not with ten blanks', over: { reason: '          ' }, expected: strings.guardDialog.needReason },
    { name: 'not with a part of the name', over: { typedName: 'orders-prim' }, expected: name },
    { name: 'not with the name in capitals', over: { typedName: 'ORDERS-PRIMARY' }, expected: name },
    { name: 'not with a blank after the name', over: { typedName: 'orders-primary ' }, expected: name },
    { name: 'not on stale facts', over: { freshness: 'stale' }, expected: strings.staleReason },
    { name: 'not offline', over: { freshness: 'offline' }, expected: strings.offlineReason },
    { name: 'not on a plan of more than a minute ago', over: { planAgeMs: 60_001 }, expected: strings.actions.planOld },
    {
      name: 'outside production without either',
      over: { reason: '', typedName: '', plan: { ...plan, reasonRequired: false, confirmRequired: false } },
      expected: null,
    },
  ];
  test.each(cases)('$name', ({ over, expected }) => {
    expect(notReady({ ...decision, ...over }, strings)).toBe(expected);
  });
});

describe('an error', () => {
  test.each([
    ['of the network', new ApiError('network', '', null), true],
    ['of a proxy in between', new ApiError('unreadable', '', 502), true],
    ['with no answer of Redis', new ApiError('outcome_unknown', '', 504), true],
    ['that is a refusal', new ApiError('not_possible', '', 409), false],
    ['that is a conflict', new ApiError('conflict', '', 409), false],
  ])('%s: may it have happened?', (_name, error, expected) => {
    expect(isUndecided(error)).toBe(expected);
  });

  test('names the action that can be followed', () => {
    const of = (details: Record<string, unknown>): string | null =>
      actionIdOf(new ApiError('outcome_unknown', '', 504, details));
    expect(of({ action: { id: 'a1' } })).toBe('a1');
    expect(of({ actionId: 'a2' })).toBe('a2');
    expect(of({})).toBeNull();
  });

  test('belongs to a field only where the request was invalid', () => {
    const details = { fields: { reason: 'Too short.' } };
    expect(fieldError(new ApiError('invalid', '', 422, details), 'reason')).toBe('Too short.');
    expect(fieldError(new ApiError('invalid', '', 422, details), 'confirm')).toBeNull();
    expect(fieldError(new ApiError('conflict', '', 409, details), 'reason')).toBeNull();
    expect(fieldError(null, 'reason')).toBeNull();
  });
});
