import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { PASSWORD, startAuth, type TestAuth } from '../support/an-auth';
import { bytesUnder, secretsIn } from '../support/canaries';

let test: TestAuth;

beforeEach(async () => {
  test = await startAuth();
  await test.add('oncall-1', 'operator');
});
afterEach(() => test.stop());

describe('signing in', () => {
  it('with the right password makes a session that is known by its cookie', async () => {
    const cookies = await test.signedIn('oncall-1');
    const principal = await test.whoIs(cookies);
    expect(principal).toMatchObject({ actor: { kind: 'user', name: 'oncall-1', role: 'operator' }, by: 'session' });
    expect(cookies.join()).toMatch(/savepoint-session-3000=[^;]+;.*HttpOnly.*SameSite=Strict/);
    expect(await test.audited()).toContain('sign-in: oncall-1 signed in, from 192.0.2.7.');
  });

  it.each([
    ['a wrong password', 'oncall-1', 'wrong horse battery'],
    ['a name that does not exist', 'oncall-9', PASSWORD],
    ['a name that cannot exist', 'on call', PASSWORD],
  ])('with %s is refused in the same words', async (_case, name, password) => {
    const result = await test.attempt(name, password);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'unauthenticated', message: EN.signIn.wrong } });
  });

  it('writes no name down that does not exist: it may be a password', async () => {
    await test.attempt('my-secret-password', PASSWORD);
    expect((await test.audited()).join()).toContain(
      'sign-in-failed: Somebody tried to sign in to an account that does not exist',
    );
    expect(secretsIn(bytesUnder(test.dataDir), ['my-secret-password', PASSWORD])).toEqual([]);
  });

  it('with a cookie that was changed, or none, is nobody', async () => {
    const [cookie = ''] = await test.signedIn('oncall-1');
    const changed = cookie.replace(/=(.)/, (_, first: string) => (first === 'x' ? '=y' : '=x'));
    expect(await test.whoIs([changed])).toBeNull();
    expect(await test.whoIs([cookie.replace(/\..*/, '')])).toBeNull();
    expect(await test.whoIs([])).toBeNull();
  });
});
