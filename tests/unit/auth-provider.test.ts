import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../lib/domain/access/principal';
import type { ProviderRules } from '../../lib/domain/access/sign-in-rules';
import { EN } from '../../lib/domain/words/en';
import { ORIGIN, startAuth, type TestAuth } from '../support/an-auth';
import { Browser } from '../support/a-browser';
import { CLIENT, startProvider, type TestProvider } from '../support/an-oidc-provider';
import { tamper } from '../support/store-folder';

let provider: TestProvider;
let test: TestAuth;

const rulesOf = ({ issuer }: TestProvider): ProviderRules => ({
  issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  name: 'Example SSO',
  groupsClaim: 'groups',
  roles: [
    { role: 'admin', group: 'sre-leads' },
    { role: 'operator', group: 'sre' },
  ],
});

beforeEach(async () => {
  provider = await startProvider(`${ORIGIN}/api/session/callback/oidc`, {
    ada: { email: 'Ada@example.org', email_verified: true, groups: ['sre-leads', 'staff'] },
    bob: { preferred_username: 'bob', email: 'ada@example.org', email_verified: false, groups: ['sre'] },
    eve: { email: 'eve@example.org', email_verified: true, groups: ['staff'] },
  });
  test = await startAuth({ provider: rulesOf(provider) });
});
afterEach(async () => {
  await test.stop();
  await provider.stop();
});

/** Goes to the provider and comes back: the address there, and what Savepoint's part of it is. */
async function trip(login: string, browser = new Browser(), confirming: Principal | null = null) {
  const left = await test.auth.provider?.begin('/audit', confirming, test.headers(), EN);
  if (left?.ok !== true) throw new Error(left?.refusal.message);
  const { search } = new URL(await browser.visit(left.value.url, login));
  const finish = (cookies = left.value.cookies) => {
    const finished = test.auth.provider?.finish(search, test.headers(cookies), EN);
    if (finished === undefined) throw new Error('There is no provider.');
    return finished;
  };
  return { search, url: left.value.url, cookies: left.value.cookies, finish };
}

async function signedIn(login: string, browser = new Browser()): Promise<readonly string[]> {
  const { problem, cookies } = await (await trip(login, browser)).finish();
  expect(problem).toBeNull();
  return cookies;
}

const principal = (cookies: readonly string[]) => test.auth.principalOf(test.headers(cookies));

async function audited(): Promise<readonly string[]> {
  const { rows } = await test.store.listAudit({ limit: 50 });
  return rows.map(({ kind, message }) => `${kind}: ${message}`);
}

describe('signing in at a provider', () => {
  it('makes a session with the role of the groups, and a name that is verified', async () => {
    const { finish, url } = await trip('ada');
    const finished = await finish();
    expect(finished).toMatchObject({ problem: null, next: '/audit' });
    expect(finished.cookies.join()).toMatch(/savepoint-session-3000=[^;]+;.*HttpOnly.*SameSite=Strict/);
    expect(await principal(finished.cookies)).toMatchObject({
      actor: { kind: 'user', name: 'ada@example.org', role: 'admin' },
      by: 'session',
      session: { confirmsBy: 'provider' },
    });
    expect(await audited()).toEqual(['sign-in: ada@example.org signed in through Example SSO, from 192.0.2.7.']);
    const asked = new URL(url).searchParams;
    expect([asked.get('code_challenge_method'), asked.get('response_type')]).toEqual(['S256', 'code']);
    expect([asked.get('nonce'), asked.get('state'), asked.get('code_challenge')]).not.toContain(null);
  });

  it('keeps none of the provider’s tokens', async () => {
    await signedIn('ada');
    const kept = JSON.stringify(await test.rows('sign_in_ways'));
    expect(kept).toContain(`${provider.issuer} ada`);
    expect(kept).toContain('"accessToken":null,"refreshToken":null,"idToken":null');
  });

  it('gives nobody the name of another account, nor of another person’s address', async () => {
    expect((await principal(await signedIn('bob')))?.actor).toMatchObject({
      name: `${new URL(provider.issuer).host}:bob`,
      role: 'operator',
    });
    provider.people['bob-2'] = { preferred_username: 'bob', groups: ['sre'] };
    expect((await principal(await signedIn('bob-2')))?.actor.name).toBe(`${new URL(provider.issuer).host}:bob-2`);
    provider.people['ada-2'] = { email: 'ada@example.org', email_verified: true, groups: ['sre'] };
    await signedIn('ada');
    expect((await principal(await signedIn('ada-2')))?.actor.name).toBe(`${new URL(provider.issuer).host}:ada-2`);
    expect(await test.auth.people()).toHaveLength(4);
  });

  it('lets nobody in whose groups have no role', async () => {
    const finished = await (await trip('eve')).finish();
    expect(finished).toMatchObject({ problem: 'no-role', next: '/audit' });
    expect(await test.auth.people()).toEqual([]);
    expect(await audited()).toEqual([
      'sign-in-failed: Somebody could not sign in through Example SSO, from 192.0.2.7: none of their groups has a role.',
    ]);
  });

  it('lets nobody in whose account was switched off here', async () => {
    await signedIn('bob');
    const [bob] = await test.auth.people();
    expect(bob?.signsInBy).toBe('provider');
    const actor = { kind: 'user', name: 'ada', role: 'admin' } as const;
    expect(await test.auth.changePerson(bob?.id ?? '', { disabled: true }, actor, EN)).toMatchObject({ ok: true });
    const finished = await (await trip('bob')).finish();
    expect(finished.problem).toBe('provider');
    expect(await principal(finished.cookies)).toBeNull();
    expect(await test.rows('sessions')).toEqual([]);
  });
});

describe('what a provider decides', () => {
  it('counts anew at each sign-in: a session with the former role ends', async () => {
    const before = await signedIn('ada');
    const other = await signedIn('bob');
    provider.people['ada'] = { email: 'ada@example.org', email_verified: true, groups: ['sre'] };
    const after = await signedIn('ada');
    expect((await principal(after))?.actor.role).toBe('operator');
    expect(await principal(before)).toBeNull();
    expect(await principal(other)).not.toBeNull();
    expect(await audited()).toContain(
      'access-changed: The provider changed ada@example.org: role from admin to operator. Their other sessions ended.',
    );
  });

  it('has ended what is remembered of a session as well, for when the store cannot tell', async () => {
    const before = await signedIn('ada');
    await principal(before);
    provider.people['ada'] = { email: 'ada@example.org', email_verified: true, groups: ['sre'] };
    const after = await signedIn('ada');
    await principal(after);
    tamper(test.dataDir, (db) => db.exec('alter table sessions rename to sessions_away'));
    await expect(principal(before)).rejects.toMatchObject({ name: 'StoreError' });
    expect(await principal(after)).toMatchObject({ actor: { name: 'ada@example.org' }, readsOnly: true });
  });

  it('leaves a session open where the role is the same', async () => {
    const before = await signedIn('ada');
    await signedIn('ada');
    expect((await principal(before))?.actor.role).toBe('admin');
  });

  it('is not decided here, but for whether the account is on', async () => {
    await signedIn('bob');
    const [bob] = await test.auth.people();
    const actor = { kind: 'user', name: 'ada', role: 'admin' } as const;
    for (const request of [{ role: 'admin' as const }, { password: 'correct horse battery' }]) {
      expect(await test.auth.changePerson(bob?.id ?? '', request, actor, EN)).toMatchObject({
        ok: false,
        refusal: { code: 'not_possible' },
      });
    }
  });
});

describe('an answer that is not the provider’s', () => {
  const other = 'another';
  it.each([
    ['another signature', 'foreign', {}],
    ['another nonce', 'own', { nonce: other }],
    ['no nonce', 'own', { nonce: undefined }],
    ['another audience', 'own', { aud: other }],
    ['another issuer', 'own', { iss: 'https://sso.example.org' }],
    ['a time that is over', 'own', { exp: 1_700_000_000 }],
    ['another subject than its endpoint tells of', 'own', { sub: 'bob' }],
  ] as const)('with %s lets nobody in', async (_case, key, changed) => {
    provider.tamper = ({ header, payload }) => ({ header, payload: { ...payload, ...changed }, key });
    const finished = await (await trip('ada')).finish();
    expect(finished).toMatchObject({ problem: 'provider', next: '/audit' });
    expect(await test.rows('sessions')).toEqual([]);
    expect((await audited()).join()).toMatch(/^sign-in-failed: .*could not be verified or read\.$/);
  });

  it('does let somebody in where nothing of it was changed', async () => {
    provider.tamper = (token) => ({ ...token, key: 'own' });
    expect((await (await trip('ada')).finish()).problem).toBeNull();
  });

  it('without a signature lets nobody in', async () => {
    provider.tamper = ({ payload }) => ({ header: { alg: 'none' }, payload, key: 'own' });
    expect((await (await trip('ada')).finish()).problem).toBe('provider');
  });

  it.each([
    ['another state', (search: string) => search.replace(/state=[^&]+/, 'state=another')],
    ['no state', (search: string) => search.replace(/state=[^&]+/, '')],
    ['another code', (search: string) => search.replace(/code=[^&]+/, 'code=another')],
    ['another issuer', (search: string) => search.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')],
    ['an error', () => '?error=access_denied&error_description=<script>'],
    ['nothing', () => ''],
  ])('with %s in the address lets nobody in', async (_case, change) => {
    const { search, cookies } = await trip('ada');
    const finished = await test.auth.provider?.finish(change(search), test.headers(cookies), EN);
    expect(finished?.problem).toBe('provider');
    expect(await test.rows('sessions')).toEqual([]);
    expect((await audited()).join()).not.toContain('script');
  });

  it('in another browser than it was begun in lets nobody in', async () => {
    const { finish } = await trip('ada');
    expect((await finish([])).problem).toBe('provider');
    expect((await finish((await trip('ada')).cookies)).problem).toBe('provider');
    expect(await test.rows('sessions')).toEqual([]);
  });

  it('twice lets somebody in once', async () => {
    const { finish } = await trip('ada');
    expect((await finish()).problem).toBeNull();
    expect((await finish()).problem).toBe('provider');
    expect(await test.rows('sessions')).toHaveLength(1);
  });
});

describe('re-authentication at the provider', () => {
  const old = { auth_time: Math.floor(Date.now() / 1000) - 3600 };

  it('asks again though the provider knows who it is, and gives another session for the first', async () => {
    const browser = new Browser();
    const cookies = await signedIn('ada', browser);
    const before = await principal(cookies);
    const again = await trip('ada', browser, before);
    expect(browser.asked).toEqual(['login', 'consent', 'login']);
    expect(new URL(again.url).search).toMatch(/[?&]prompt=login&max_age=0(&|$)|[?&]max_age=0&prompt=login(&|$)/);
    const finished = await again.finish();
    expect(finished.problem).toBeNull();
    const after = await principal(finished.cookies);
    expect(after?.session?.id).not.toBe(before?.session?.id);
    expect(after?.session?.confirmedAt).toBeGreaterThanOrEqual(before?.session?.confirmedAt ?? 0);
    expect(await principal(cookies)).toBeNull();
  });

  it('is refused where the provider did not ask again', async () => {
    const browser = new Browser();
    const cookies = await signedIn('ada', browser);
    const again = await trip('ada', browser, await principal(cookies));
    provider.tamper = ({ header, payload }) => ({ header, payload: { ...payload, ...old }, key: 'own' });
    expect((await again.finish()).problem).toBe('provider');
    expect(await principal(cookies)).not.toBeNull();
    expect(await test.rows('sessions')).toHaveLength(1);
  });

  it('is refused where the provider does not say when it saw somebody', async () => {
    const browser = new Browser();
    const cookies = await signedIn('ada', browser);
    const again = await trip('ada', browser, await principal(cookies));
    provider.tamper = ({ header, payload }) => ({ header, payload: { ...payload, auth_time: undefined }, key: 'own' });
    expect((await again.finish()).problem).toBe('provider');
    expect((await principal(cookies))?.session?.confirmedAt).toBeLessThan(Date.now());
    expect(await test.rows('sessions')).toHaveLength(1);
  });

  it('is refused where it is somebody else', async () => {
    const cookies = await signedIn('ada');
    const again = await trip('bob', new Browser(), await principal(cookies));
    expect((await again.finish()).problem).toBe('provider');
    expect((await principal(cookies))?.actor.name).toBe('ada@example.org');
    expect(await test.rows('sessions')).toHaveLength(1);
  });

  it('is refused where the session has ended meanwhile', async () => {
    const cookies = await signedIn('ada');
    const again = await trip('ada', new Browser(), await principal(cookies));
    await test.store.endSessions({}, null);
    expect((await again.finish()).problem).toBe('provider');
    expect(await test.rows('sessions')).toEqual([]);
  });

  it('counts from when the provider saw somebody, not from when it let them in again without asking', async () => {
    provider.tamper = ({ header, payload }) => ({ header, payload: { ...payload, ...old }, key: 'own' });
    expect((await principal(await signedIn('ada')))?.session?.confirmedAt).toBe(old.auth_time * 1000);
    provider.tamper = ({ header, payload }) => ({ header, payload: { ...payload, auth_time: undefined }, key: 'own' });
    expect((await principal(await signedIn('ada')))?.session?.confirmedAt).toBe(0);
  });

  it('is with a password for who has one, and there alone', async () => {
    const cookies = await signedIn('ada');
    const ada = await principal(cookies);
    if (ada === null) throw new Error('Nobody is signed in.');
    const confirmed = await test.auth.confirm(ada, 'any password', test.headers(cookies), EN);
    expect(confirmed).toMatchObject({ ok: false, refusal: { message: EN.signIn.nothingToConfirm } });
  });
});
