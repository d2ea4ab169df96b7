import { describe, expect, test } from 'vitest';
import { partIn } from '@/components/actions/approval-part';
import type { SessionState } from '@/lib/contracts/access';
import { presentApproval } from '../../lib/http/present-approval';
import { anApproval } from '../support/an-approval';

const APPROVAL = presentApproval(anApproval('q-1'));

function me(name: string, role: 'viewer' | 'operator' | 'admin', by: SessionState['by'] = 'session'): SessionState {
  const actor = { kind: by === 'token' ? 'token' : 'user', name, role } as const;
  const signIn = { required: true, needsSetUp: false, provider: null };
  return { actor, by, confirmedUntil: null, confirms: null, signIn };
}

describe('what a page offers about a request for a second person', () => {
  test.each([
    ['nobody', null, 'none'],
    ['another operator', me('bob', 'operator'), 'second'],
    ['another administrator', me('bob', 'admin'), 'second'],
    ['who asked', me('oncall-1', 'operator'), 'asker'],
    ['who asked, lowered to viewer', me('oncall-1', 'viewer'), 'none'],
    ['a viewer', me('vera', 'viewer'), 'none'],
    ['somebody from a proxy', me('bob', 'operator', 'proxy'), 'none'],
    ['a token', me('bob', 'operator', 'token'), 'none'],
    ['a token called as who asked', me('oncall-1', 'operator', 'token'), 'none'],
  ] as const)('to %s', (_name, asks, part) => {
    expect(partIn(APPROVAL, asks)).toBe(part);
  });
});

test('the name that was typed for it is told to nobody', () => {
  const told = presentApproval(anApproval('q-1', { request: { ...anApproval('q').request, confirm: 'TYPED' } }));
  expect(JSON.stringify(told)).not.toContain('TYPED');
});
