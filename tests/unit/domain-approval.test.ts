import { describe, expect, it } from 'vitest';
import type { ActorRole } from '../../lib/domain/action/action';
import * as domain from '../../lib/domain/action/approval';
import { approvalRecord } from '../../lib/domain/action/approval-record';
import type { ApiToken, Person, Principal } from '../../lib/domain/access/principal';
import { EN } from '../../lib/domain/words/en';
import { anApproval, aPerson } from '../support/an-approval';
import { aResolution, anAction, T0 } from '../support/store-samples';

const WAITING = anApproval('q-1');
const BOB = aPerson('bob', 'p-2', T0);
const person = (changed: Partial<Person> = {}): Person => ({
  id: 'p-1',
  name: 'oncall-1',
  role: 'operator',
  signsInBy: 'password',
  disabled: false,
  createdAt: T0,
  changedAt: T0,
  ...changed,
});
const token = (changed: Partial<ApiToken> = {}): ApiToken => ({
  id: 't-1',
  name: 'deploy',
  role: 'operator',
  createdBy: 'ada',
  createdById: 'p-ada',
  createdAt: T0,
  endsAt: null,
  ...changed,
});
const byToken = (tokenId: string | null, maker: string | null, name = 'deploy', personId: string | null = null) =>
  anApproval('q-1', {
    asker: {
      actor: { kind: 'token', name, role: 'operator' },
      personId: null,
      tokenId,
      tokenMadeBy: maker === null ? null : { name: maker, personId },
    },
  });
const byProxy = (name: string) =>
  anApproval('q-1', {
    asker: { actor: { kind: 'user', name, role: 'operator' }, personId: null, tokenId: null, tokenMadeBy: null },
  });

describe('a second person is needed', () => {
  it.each([
    ['production', 'no', ['production'], true],
    ['production', 'no', ['staging', 'production'], true],
    ['production', 'yes', ['production'], false],
    ['staging', 'no', ['production'], false],
    ['production', 'no', [], false],
  ] as const)('in %s for "%s", where the rule is for %j: %s', (environment, value, rule, needed) => {
    expect(domain.needsSecondPerson({ environment }, value, rule)).toBe(needed);
  });
});

describe('the second person', () => {
  const PROXY: Principal = { actor: { kind: 'user', name: 'bob', role: 'admin' }, by: 'proxy', session: null };
  const cases: [string, domain.Approval, Principal, string | null][] = [
    ['another account', WAITING, BOB, null],
    ['another account, administrator', WAITING, aPerson('bob', 'p-2', T0, 'admin'), null],
    ['the same account in another browser', WAITING, aPerson('oncall-1', 'p-1', T0), EN.approval.samePerson],
    ['the same account under a new name', WAITING, aPerson('renamed', 'p-1', T0), EN.approval.samePerson],
    ['a viewer', WAITING, aPerson('bob', 'p-2', T0, 'viewer'), EN.signIn.mayNot('viewer')],
    ['a token', WAITING, { ...PROXY, by: 'token' }, EN.approval.needsAccount],
    ['the local operator', WAITING, { ...PROXY, by: 'local' }, EN.approval.needsAccount],
    ['somebody whom a proxy vouches for', WAITING, PROXY, EN.approval.needsAccount],
    ['for a token: who made it', byToken('t-1', 'Bob'), BOB, EN.approval.samePerson],
    ['for a token: who made it under another name', byToken('t-1', 'robert', 'ci', 'p-2'), BOB, EN.approval.samePerson],
    ['for a token: somebody else', byToken('t-1', 'ada'), BOB, null],
    ['for a token with their name, made by another', byToken('t-1', 'ada', 'bob'), BOB, null],
    ['for the token of the environment', byToken(null, null), BOB, null],
    ['for their own name from a proxy', byProxy('BOB'), BOB, EN.approval.samePerson],
    ['for another name from a proxy', byProxy('eve'), BOB, null],
  ];
  it.each(cases)('%s', (_name, approval, principal, message) => {
    expect(domain.checkSecondPerson(approval, principal, EN)?.message ?? null).toBe(message);
  });
});

describe('who asked', () => {
  const roles: [string, domain.Approval, readonly Person[], readonly ApiToken[], ActorRole | null][] = [
    ['with the account as it was', WAITING, [person()], [], 'operator'],
    ['raised to administrator', WAITING, [person({ role: 'admin' })], [], 'admin'],
    ['lowered to viewer', WAITING, [person({ role: 'viewer' })], [], null],
    ['switched off', WAITING, [person({ disabled: true })], [], null],
    ['gone', WAITING, [person({ id: 'p-9' })], [], null],
    ['a token that goes on', byToken('t-1', 'ada'), [], [token({ endsAt: T0 + 1 })], 'operator'],
    ['a token past its end', byToken('t-1', 'ada'), [], [token({ endsAt: T0 })], null],
    ['a token that was ended', byToken('t-1', 'ada'), [], [], null],
    ['the token of the environment', byToken(null, null), [], [], 'operator'],
    ['from a proxy', byProxy('eve'), [], [], 'operator'],
  ];
  it.each(roles)('%s', (_name, { asker }, people, tokens, role) => {
    expect(domain.askerNow(asker, people, tokens, T0)?.role ?? null).toBe(role);
  });

  it('is known again by account, whatever the session, by token and by name', () => {
    expect(domain.isAsker(WAITING, aPerson('other-name', 'p-1', T0))).toBe(true);
    expect(domain.isAsker(WAITING, aPerson('oncall-1', 'p-2', T0))).toBe(false);
    const deploy = { actor: { kind: 'token', name: 'deploy', role: 'operator' }, by: 'token', session: null } as const;
    expect(domain.isAsker(byToken('t-1', 'ada'), deploy)).toBe(true);
    expect(domain.isAsker(byProxy('deploy'), deploy)).toBe(false);
    expect(domain.isAsker(WAITING, { ...deploy, actor: WAITING.asker.actor })).toBe(false);
    // Who may not decide because they are who asked can take it back.
    expect(domain.isAsker(byProxy('bob'), BOB)).toBe(true);
    expect(domain.isAsker(byToken('t-1', 'bob'), BOB)).toBe(true);
    expect(domain.isAsker(byToken('t-1', 'ada'), BOB)).toBe(false);
  });
});

describe('what is asked for', () => {
  it.each([
    [0, null],
    [domain.APPROVAL_MS - 1, null],
    [domain.APPROVAL_MS, EN.approval.over.expired],
  ])('stands %i ms later: %s', (ms, message) => {
    expect(domain.checkWaiting(WAITING, T0 + ms, EN)?.message ?? null).toBe(message);
  });

  it.each(['approved', 'declined', 'withdrawn', 'expired', 'void'] as const)('is over once it is %s', (status) => {
    expect(domain.checkWaiting(anApproval('q-1', { status }), T0, EN)?.message).toBe(EN.approval.over[status]);
  });
});

describe('the record', () => {
  it('of what waits is pending, by who asked', () => {
    expect(approvalRecord(WAITING, null)).toMatchObject({
      actor: { name: 'oncall-1' },
      outcome: 'pending',
      message:
        'Asked a second person to let writes in without snapshots: "checkout down, INC-4312". It stands until 02:55:00 UTC.',
    });
  });

  it('of an approval names both, and is applied only once the action is', () => {
    const approved = anApproval('q-1', { status: 'approved', decidedBy: BOB.actor, decidedAt: T0 + 5, note: 'go' });
    const begun = approvalRecord(approved, anAction('a-1'));
    expect([begun.outcome, begun.actor.name]).toEqual(['pending', 'bob']);
    const ended = approvalRecord(approved, { ...anAction('a-1'), ...aResolution() });
    expect([ended.outcome, ended.at]).toEqual(['applied', T0 + 40]);
    expect(ended.message).toBe(
      'Approved by bob: "go". oncall-1 asked for it at 02:40:00 UTC: "checkout down, INC-4312". The guard is off.',
    );
  });

  it.each(['declined', 'withdrawn', 'expired', 'void'] as const)(
    'of one that is %s says that nothing was sent',
    (status) => {
      const { outcome, message } = approvalRecord(anApproval('q-1', { status, decidedBy: BOB.actor }), null);
      expect([outcome, message.endsWith('Nothing was sent.')]).toEqual(['not-applied', true]);
    },
  );
});
