import { describe, expect, it } from 'vitest';
import { guardOutcome, type GuardIntent } from '../../lib/actions/guard-outcome';
import { AT, facts } from '../support/a-sighting';

const INTENT: GuardIntent = { value: 'no', expected: 'yes', runId: 'run-a', until: null };
const DONE = { kind: 'done', before: 'yes', after: 'no', runId: 'run-a', atomic: true } as const;
const seen = (runId: string | null, value: 'yes' | 'no') =>
  ({
    kind: 'facts',
    at: AT,
    facts: facts({ server: { runId }, config: { guard: { value } } }),
  }) as const;
const nobody = { kind: 'problem', at: AT, problem: { code: 'reset', message: 'Gone.' } } as const;

describe('what a change of the guard is told to have done', () => {
  it.each([
    ['the same process shows it', INTENT, DONE, seen('run-a', 'no'), 'applied', 'no', /^The guard is off/],
    ['nobody answers any more', INTENT, DONE, nobody, 'applied', 'no', /could not be seen: Gone/],
    ['another one shows it as well', INTENT, DONE, seen('run-b', 'no'), 'conflict', 'no', /^Run run-a, .* run run-b/],
    ['another one does not', INTENT, DONE, seen('run-b', 'yes'), 'conflict', 'yes', /its guard reads "yes"/],
    [
      'another one took it, behind one connection',
      INTENT,
      { ...DONE, runId: 'run-b' },
      seen('run-b', 'no'),
      'conflict',
      'no',
      /^Applied to a different Redis process: run run-b/,
    ],
    ['the run was not known', { ...INTENT, runId: null }, DONE, seen('run-b', 'no'), 'applied', 'no', /^The guard/],
  ] as const)('%s', (_, intent, reply, after, outcome, value, message) => {
    expect(guardOutcome(intent, reply, after)).toMatchObject({
      outcome,
      after: value,
      message: expect.stringMatching(message) as string,
    });
  });
});
