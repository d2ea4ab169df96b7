import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isConfirmed, type Principal } from '../../lib/domain/access/principal';
import { EN } from '../../lib/domain/words/en';
import { ADMIN, PASSWORD, refusalOf, startAuth, valueOf, type TestAuth } from '../support/an-auth';

const MINUTE_MS = 60_000;

let test: TestAuth;
let cookies: readonly string[];

beforeEach(async () => {
  test = await startAuth({ adminToken: 'the-token-of-the-environment' });
  await test.add('oncall-1', 'operator');
  cookies = await test.signedIn('oncall-1');
});
afterEach(() => test.stop());

async function principalOf(given: readonly string[]): Promise<Principal> {
  const principal = await test.whoIs(given);
  if (principal === null) throw new Error('Nobody is signed in.');
  return principal;
}

async function confirm(given: readonly string[], password: string) {
  return test.auth.confirm(await principalOf(given), password, test.headers(given), EN);
}

describe('giving the password again', () => {
  it('makes a new session of the old one, which is of no use to whoever has its cookie', async () => {
    const before = await principalOf(cookies);
    const fresh = valueOf(await confirm(cookies, PASSWORD)).cookies;
    const after = await principalOf(fresh);
    expect(after.actor).toEqual(before.actor);
    expect(after.session?.id).not.toBe(before.session?.id);
    expect(after.session?.confirmedAt).toBeGreaterThanOrEqual(before.session?.confirmedAt ?? Infinity);
    expect(await test.whoIs(cookies)).toBeNull();
    expect(await test.store.listSessions({}, test.clock.now)).toHaveLength(1);
  });

  it('is good for fifteen minutes, to the millisecond', async () => {
    const principal = await principalOf(cookies);
    const since = principal.session?.confirmedAt ?? 0;
    expect(isConfirmed(principal, since + 15 * MINUTE_MS - 1)).toBe(true);
    expect(isConfirmed(principal, since + 15 * MINUTE_MS)).toBe(false);
  });

  it('does not outlive signing out', async () => {
    const fresh = valueOf(await confirm(cookies, PASSWORD)).cookies;
    await test.auth.signOut(test.headers(fresh));
    expect(await test.audited()).toContain('sign-in: oncall-1 gave the password again.');
    expect([await test.whoIs(fresh), await test.whoIs(cookies)]).toEqual([null, null]);
  });

  it('five times wrong is the end of it for a quarter of an hour; the session goes on', async () => {
    const started = test.clock.now;
    for (let guess = 0; guess < 5; guess += 1) expect(refusalOf(await confirm(cookies, 'wrong'))).toBe('invalid');
    const locked = await confirm(cookies, PASSWORD);
    expect(locked).toMatchObject({
      ok: false,
      refusal: { code: 'rate_limited', details: { retryAfterSeconds: 15 * 60 } },
    });
    expect(await test.whoIs(cookies)).not.toBeNull();
    test.clock.now = started + 15 * MINUTE_MS - 1;
    expect(refusalOf(await confirm(cookies, PASSWORD))).toBe('rate_limited');
    test.clock.now = started + 15 * MINUTE_MS;
    expect((await confirm(cookies, PASSWORD)).ok).toBe(true);
    expect((await test.audited()).filter((line) => line.startsWith('sign-in-failed'))).toEqual(
      Array.from(
        { length: 5 },
        () => 'sign-in-failed: oncall-1, or somebody at the same browser, gave a wrong password.',
      ),
    );
  });

  it('with the password of somebody else is wrong', async () => {
    const password = 'the password of somebody else';
    await test.auth.addPerson({ name: 'root', password, role: 'admin' }, ADMIN, EN);
    expect(refusalOf(await confirm(cookies, password))).toBe('invalid');
    expect(await test.whoIs(cookies)).toMatchObject({ actor: { name: 'oncall-1' } });
  });

  it('is neither asked of a token nor possible with one', async () => {
    const headers = new Headers({ authorization: 'Bearer the-token-of-the-environment' });
    const principal = await test.auth.principalOf(headers);
    if (principal === null) throw new Error('The token is not known.');
    expect(isConfirmed(principal, Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(refusalOf(await test.auth.confirm(principal, PASSWORD, headers, EN))).toBe('not_possible');
    expect(refusalOf(await test.auth.changeOwnPassword(principal, PASSWORD, EN))).toBe('not_possible');
  });
});
