import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { ADMIN, PASSWORD, startAuth, type TestAuth } from '../support/an-auth';

let test: TestAuth;

beforeEach(async () => {
  test = await startAuth();
  await test.auth.addPerson({ name: 'oncall-1', password: PASSWORD, role: 'operator' }, ADMIN, EN);
});
afterEach(() => test.stop());

async function audited(): Promise<readonly string[]> {
  const { rows } = await test.store.listAudit({ limit: 50 });
  return rows.map(({ kind, message }) => `${kind}: ${message}`);
}

describe('signing in', () => {
  it('with the right password makes a session that is known by its cookie', async () => {
    const cookies = await test.signedIn('oncall-1');
    const principal = await test.auth.principalOf(test.headers(cookies));
    expect(principal).toMatchObject({ actor: { kind: 'user', name: 'oncall-1', role: 'operator' }, by: 'session' });
    expect(cookies.join()).toMatch(/savepoint-session-3000=[^;]+;.*HttpOnly.*SameSite=Strict/);
    expect(await audited()).toContain('sign-in: oncall-1 signed in, from 192.0.2.7.');
  });

  it.each([
    ['a wrong password', 'oncall-1', 'wrong horse battery'],
    ['a name that does not exist', 'oncall-9', PASSWORD],
    ['a name that cannot exist', 'on call', PASSWORD],
  ])('with %s is refused in the same words', async (_case, name, password) => {
    const result = await test.auth.signIn({ name, password }, test.headers(), EN);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'unauthenticated', message: EN.signIn.wrong } });
  });

  it('writes no name down that does not exist: it may be a password', async () => {
    await test.auth.signIn({ name: 'my-secret-password', password: PASSWORD }, test.headers(), EN);
    expect((await audited()).join()).toContain(
      'sign-in-failed: Somebody tried to sign in to an account that does not exist',
    );
    expect((await audited()).join()).not.toContain('my-secret-password');
  });

  it('with a cookie that was changed, or none, is nobody', async () => {
    const [cookie = ''] = await test.signedIn('oncall-1');
    expect(await test.auth.principalOf(test.headers([cookie.replace(/=(.)/, '=x')]))).toBeNull();
    expect(await test.auth.principalOf(test.headers())).toBeNull();
  });
});
