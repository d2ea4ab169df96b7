import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as comeBack, HEAD as look } from '../../app/api/session/callback/oidc/route';
import { POST as leave } from '../../app/api/session/provider/route';
import { GET as state } from '../../app/api/session/route';
import { EN } from '../../lib/domain/words/en';
import type * as Log from '../../lib/log/log';
import { ADMIN, ORIGIN, PASSWORD, startAuth, type TestAuth } from '../support/an-auth';
import { Browser } from '../support/a-browser';
import { CLIENT, startProvider, type TestProvider } from '../support/an-oidc-provider';
import { tamper } from '../support/store-folder';
import { ACCESS, asked, askedJson, holdStub } from '../support/stub-savepoint';

const logged = vi.hoisted((): string[] => []);
vi.mock('../../lib/log/log', async (original) => {
  const { createLog } = await original<typeof Log>();
  return { createLog, log: createLog({ write: (line) => void logged.push(line) }, 'trace') };
});

let provider: TestProvider;
let test: TestAuth;

beforeEach(async () => {
  logged.length = 0;
  provider = await startProvider(`${ORIGIN}/api/session/callback/oidc`, {
    ada: { groups: ['sre'] },
    bob: { groups: ['sre'] },
    eve: { groups: [] },
  });
  const roles = [{ role: 'operator', group: 'sre' }] as const;
  const { issuer } = provider;
  const rules = {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    name: 'Example SSO',
    groupsClaim: 'groups',
  };
  test = await startAuth({ provider: { ...rules, roles } });
  holdStub({ auth: test.auth });
});
afterEach(async () => {
  await test.stop();
  await provider.stop();
});

const cookieOf = (cookies: readonly string[]): Record<string, string> => ({
  cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
});
const post = (body: object, headers: Record<string, string> = {}) =>
  leave(askedJson('POST', '/api/session/provider', body, { origin: ORIGIN, ...headers }));
const stateOf = async (cookies: readonly string[]) =>
  (await (await state(asked('GET', '/api/session', { headers: cookieOf(cookies) }))).json()) as unknown;

async function trip(
  login: string,
  body: object = { next: '/audit?a=b&c' },
  browser = new Browser(),
  with_: readonly string[] = [],
) {
  const answer = await post(body, cookieOf(with_));
  const { url } = (await answer.json()) as { url: string };
  const { pathname, search } = new URL(await browser.visit(url, login));
  const cookies = answer.headers.getSetCookie();
  const back = () => comeBack(asked('GET', `${pathname}${search}`, { headers: cookieOf(cookies) }));
  return { path: `${pathname}${search}`, cookies, back };
}

describe('signing in at the provider', () => {
  it('ends at the page for signing in, with a session that is told of', async () => {
    const { cookies, back } = await trip('ada');
    expect(cookies.join()).toMatch(/^savepoint-state-3000=[^;]+;.*HttpOnly.*SameSite=Lax/);
    const answer = await back();
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/login?signed-in&next=%2Faudit%3Fa%3Db%26c',
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await stateOf(answer.headers.getSetCookie())).toMatchObject({
      actor: { role: 'operator' },
      by: 'session',
      confirms: 'provider',
      signIn: { provider: { name: 'Example SSO' } },
    });
  });

  it('is begun by a page of Savepoint alone, at the address that the provider sends back to', async () => {
    expect((await post({ next: '/' }, { origin: 'https://evil.example' })).status).toBe(403);
    const foreign = asked('POST', '/api/session/provider', {
      body: '{"next":"/"}',
      headers: { 'content-type': 'application/json' },
    });
    expect((await leave(foreign)).status).toBe(403);
    holdStub({ auth: test.auth, access: { ...ACCESS, origins: [ORIGIN, 'http://localhost:3000'] } });
    const other = await post({ next: '/' }, { origin: 'http://localhost:3000' });
    expect([other.status, await other.text()]).toEqual([409, expect.stringContaining(ORIGIN)]);
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example/', 'audit', ''])(
    'goes to no place like %j afterwards',
    async (next) => {
      expect((await post({ next })).status).toBe(422);
    },
  );

  it.each([
    ['eve', 'no-role'],
    ['ada', 'provider'],
  ])('of %s that comes to nothing ends there as well: %s', async (login, problem) => {
    if (problem === 'provider') provider.tamper = (token) => ({ ...token, key: 'foreign' });
    const answer = await (await trip(login, { next: '/audit' })).back();
    expect(answer.headers.get('location')).toBe(`/login?problem=${problem}&next=%2Faudit`);
    expect(answer.headers.getSetCookie().join()).not.toContain('savepoint-session');
  });

  it('ends at a page that says so when the store is out', async () => {
    const { back } = await trip('ada', { next: '/audit' });
    tamper(test.dataDir, (db) => db.exec('alter table sign_in_attempts rename to attempts_away'));
    expect((await back()).headers.get('location')).toBe('/login?problem=store&next=%2F');
  });

  it('is not taken by what only looks', async () => {
    const { path, cookies, back } = await trip('ada');
    expect((await look(asked('HEAD', path, { headers: cookieOf(cookies) }))).status).toBe(405);
    expect((await back()).headers.get('location')).toContain('signed-in');
  });

  it('writes neither the code nor the state to the log', async () => {
    const good = await trip('ada');
    await good.back();
    const replayed = await good.back();
    expect(replayed.headers.get('location')).toBe('/login?problem=provider&next=%2F');
    provider.tamper = (token) => ({ ...token, key: 'foreign' });
    const bad = await trip('ada');
    await bad.back();
    expect(logged.join()).toContain('sign-in');
    for (const { path } of [good, bad]) {
      const params = new URL(path, ORIGIN).searchParams;
      for (const name of ['code', 'state']) expect(logged.join()).not.toContain(params.get(name) ?? 'nothing');
    }
  });

  it('is not possible where none is set up', async () => {
    holdStub();
    expect((await post({ next: '/' })).status).toBe(409);
    expect((await comeBack(asked('GET', '/api/session/callback/oidc?code=a&state=b'))).status).toBe(404);
  });
});

describe('re-authentication at the provider', () => {
  it('is for who is signed in there', async () => {
    expect((await post({ next: '/', confirm: true })).status).toBe(401);
    await test.auth.addPerson({ name: 'oncall-1', password: PASSWORD, role: 'operator' }, ADMIN, EN);
    const local = await test.signedIn('oncall-1');
    expect(await stateOf(local)).toMatchObject({ confirms: 'password' });
    expect((await post({ next: '/', confirm: true }, cookieOf(local))).status).toBe(409);
  });

  it('that comes to nothing leaves the browser the session that it has', async () => {
    const first = (await (await trip('ada')).back()).headers.getSetCookie();
    const again = await trip('bob', { next: '/audit', confirm: true }, new Browser(), first);
    const answer = await again.back();
    expect(answer.headers.get('location')).toBe('/login?problem=provider&next=%2Faudit');
    expect(answer.headers.getSetCookie().join()).toMatch(/^savepoint-state-3000=;[^,]*Max-Age=0/);
    expect(answer.headers.getSetCookie().join()).not.toContain('savepoint-session');
    expect(await stateOf(first)).toMatchObject({ actor: { role: 'operator' } });
  });

  it('gives a new session for the former', async () => {
    const browser = new Browser();
    const first = (await (await trip('ada', undefined, browser)).back()).headers.getSetCookie();
    const again = await trip('ada', { next: '/audit', confirm: true }, browser, first);
    const second = (await again.back()).headers.getSetCookie();
    expect(await stateOf(first)).toMatchObject({ actor: null, confirms: null });
    expect(await stateOf(second)).toMatchObject({ actor: { role: 'operator' } });
  });
});
