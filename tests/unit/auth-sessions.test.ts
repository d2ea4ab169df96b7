import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../lib/auth/library';
import type { Person, Principal } from '../../lib/domain/access/principal';
import { EN } from '../../lib/domain/words/en';
import type { AuditFacts } from '../../lib/store/audit-facts';
import { ADMIN, PASSWORD, refusalOf, startAuth, valueOf, type TestAuth } from '../support/an-auth';

const ENTRY: AuditFacts = {
  at: 0,
  kind: 'access-changed',
  actor: ADMIN,
  instanceId: null,
  outcome: 'applied',
  message: 'A new password.',
  action: null,
};

let test: TestAuth;
let person: Person;
let cookies: readonly string[];

beforeEach(async () => {
  test = await startAuth();
  person = await test.add('oncall-1', 'operator');
  await test.add('root', 'admin');
  cookies = await test.signedIn('oncall-1');
});
afterEach(() => test.stop());

async function principalOf(given: readonly string[]): Promise<Principal> {
  const principal = await test.whoIs(given);
  if (principal === null) throw new Error('Nobody is signed in.');
  return principal;
}

const value = (given: readonly string[]): string => given[0]?.split(';')[0] ?? '';

describe('a session', () => {
  it('is a new one for each sign-in: a cookie that somebody put there before is not taken over', async () => {
    const planted = await test.auth.signIn({ name: 'root', password: PASSWORD }, test.headers(cookies), EN);
    const fresh = valueOf(planted).cookies;
    expect(value(fresh)).not.toBe(value(cookies));
    expect(await test.whoIs(fresh)).toMatchObject({ actor: { name: 'root' } });
    expect(await test.whoIs(cookies)).toMatchObject({ actor: { name: 'oncall-1' } });
    const invented = 'savepoint-session-3000=chosen-by-somebody-else.c2lnbmF0dXJl';
    const again = await test.auth.signIn({ name: 'root', password: PASSWORD }, test.headers([invented]), EN);
    expect(value(valueOf(again).cookies)).not.toContain('chosen-by-somebody-else');
    expect(await test.whoIs([invented])).toBeNull();
  });
});

describe('the cookie of a session is of no use any more', () => {
  const asRoot = async (): Promise<Principal> => principalOf(await test.signedIn('root'));
  const ends: [string, () => Promise<unknown>, string, string?][] = [
    ['after signing out', () => test.auth.signOut(test.headers(cookies)), 'oncall-1 signed out.', 'sign-out'],
    [
      'once the account is switched off',
      () => test.auth.changePerson(person.id, { disabled: true }, ADMIN, EN),
      'Changed oncall-1: account switched off. Their sessions ended.',
    ],
    [
      'once the role is another one',
      () => test.auth.changePerson(person.id, { role: 'viewer' }, ADMIN, EN),
      'Changed oncall-1: role from operator to viewer. Their sessions ended.',
    ],
    [
      'once somebody gave a new password',
      () => test.auth.changePerson(person.id, { password: 'another long password' }, ADMIN, EN),
      'Changed oncall-1: a new password. Their sessions ended.',
    ],
    [
      'once an administrator ended all others',
      async () => test.auth.endOtherSessions(await asRoot()),
      'Ended all other sessions.',
    ],
    [
      'once an administrator ended it',
      async () => {
        const { session } = await principalOf(cookies);
        return test.auth.endSession(session?.id ?? '', await asRoot(), EN);
      },
      'Ended a session of oncall-1.',
    ],
  ];
  it.each(ends)('%s', async (_case, end, told, kind = 'access-changed') => {
    await principalOf(cookies);
    await end();
    expect(await test.whoIs(cookies)).toBeNull();
    expect(await test.audited()).toContain(`${kind}: ${told}`);
    if (/signed out|role/.test(told)) expect((await test.attempt('oncall-1', PASSWORD)).ok).toBe(true);
  });

  it('once a new password was taken elsewhere, where one stays signed in', async () => {
    const elsewhere = await test.signedIn('oncall-1');
    valueOf(await test.auth.changeOwnPassword(await principalOf(elsewhere), 'another long password', EN));
    expect([await test.whoIs(cookies), (await test.whoIs(elsewhere))?.actor.name]).toEqual([null, 'oncall-1']);
    expect(refusalOf(await test.attempt('oncall-1', PASSWORD))).toBe('unauthenticated');
    expect(await test.audited()).toContain('access-changed: oncall-1 took a new password.');
  });

  it('and nobody signs in to an account that is switched off', async () => {
    await test.auth.changePerson(person.id, { disabled: true }, ADMIN, EN);
    expect(refusalOf(await test.attempt('oncall-1', PASSWORD))).toBe('unauthenticated');
    expect(await test.store.listSessions({}, test.clock.now)).toEqual([]);
  });

  it('nor with a password that was changed while it was being looked at', async () => {
    const passwordHash = await hashOf('another long password');
    // Looking at a password waits behind these; the hash that it is compared with is read before.
    const busy = Array.from({ length: 12 }, () => hashOf(PASSWORD));
    const signingIn = test.attempt('oncall-1', PASSWORD);
    // The store answers one after the other, so by then it has told the hash.
    for (let turn = 0; turn < 30; turn += 1) await test.store.listPeople();
    await test.store.changePerson(person.id, { passwordHash }, { ...ENTRY, at: test.clock.now + 1 });
    expect(refusalOf(await signingIn)).toBe('unauthenticated');
    await Promise.all(busy);
    expect(await test.store.listSessions({ personId: person.id }, test.clock.now)).toEqual([]);
  });
});

it('somebody sees and ends only sessions of their own', async () => {
  const roots = await principalOf(await test.signedIn('root'));
  const mine = await principalOf(cookies);
  expect((await test.auth.sessionsFor(mine)).map(({ name }) => name)).toEqual(['oncall-1']);
  expect(refusalOf(await test.auth.endSession(roots.session?.id ?? '', mine, EN))).toBe('not_found');
  expect((await test.auth.sessionsFor(roots)).map(({ name }) => name).sort()).toEqual(['oncall-1', 'root']);
  expect(await test.auth.sessionsFor({ actor: { ...ADMIN, role: 'operator' }, by: 'token', session: null })).toEqual(
    [],
  );
});
