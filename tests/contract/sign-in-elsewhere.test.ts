import { afterEach, beforeEach, expect, it } from 'vitest';
import { Browser } from '../support/a-browser';
import { CLIENT, startProvider, type TestProvider } from '../support/an-oidc-provider';
import { ask } from '../support/http-client';
import { freePort } from '../support/processes';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const SECRET = 'a-secret-of-the-proxy';

let provider: TestProvider;
let savepoint: SavepointServer;

beforeEach(async () => {
  const port = await freePort();
  provider = await startProvider(`http://127.0.0.1:${port}/api/session/callback/oidc`, {
    ada: { email: 'ada@example.org', email_verified: true, groups: ['sre'] },
  });
  savepoint = await startSavepoint({
    port,
    env: {
      SAVEPOINT_SIGN_IN: 'yes',
      SAVEPOINT_OIDC_ISSUER: provider.issuer,
      SAVEPOINT_OIDC_CLIENT_ID: CLIENT.id,
      SAVEPOINT_OIDC_CLIENT_SECRET: CLIENT.secret,
      SAVEPOINT_OIDC_NAME: 'Example SSO',
      SAVEPOINT_OIDC_ROLES: 'operator=sre',
      SAVEPOINT_PROXY_SECRET: SECRET,
      SAVEPOINT_PROXY_ROLES: 'admin=leads',
      SAVEPOINT_TRUSTED_PROXIES: '127.0.0.1',
    },
  });
});
afterEach(async () => {
  await savepoint.stop();
  await provider.stop();
});

const kept = (lines: readonly string[]): string => lines.map((line) => line.split(';')[0]).join('; ');

async function stateWith(headers: Record<string, string>): Promise<unknown> {
  return JSON.parse((await ask(savepoint.url, '/api/session', { headers })).text) as unknown;
}

it('the built server signs somebody in at a provider, and writes nothing of the way back down', async () => {
  const left = await fetch(`${savepoint.url}/api/session/provider`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: savepoint.url },
    body: JSON.stringify({ next: '/audit' }),
  });
  const { url } = (await left.json()) as { url: string };
  const back = await new Browser().visit(url, 'ada');
  const headers = { cookie: kept(left.headers.getSetCookie()), 'x-forwarded-for': '203.0.113.5, 198.51.100.9' };
  const answer = await fetch(back, { headers, redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login?signed-in&next=%2Faudit']);
  const cookie = kept(answer.headers.getSetCookie().filter((line) => line.startsWith('savepoint-session')));
  expect(await stateWith({ cookie })).toMatchObject({
    actor: { name: 'ada@example.org', role: 'operator' },
    confirms: 'provider',
    signIn: { provider: { name: 'Example SSO' } },
  });
  const audit = await ask(savepoint.url, '/api/audit', { headers: { cookie } });
  expect(audit.text).toContain('signed in through Example SSO, from 198.51.100.9.');
  const { searchParams } = new URL(back);
  for (const name of ['code', 'state']) expect(savepoint.output()).not.toContain(searchParams.get(name));
});

it('the built server believes a proxy by its secret alone, on pages as well', async () => {
  const said = { 'remote-user': 'grace', 'remote-groups': 'leads' };
  const proxied = { ...said, 'x-savepoint-proxy-secret': SECRET };
  expect(await stateWith(proxied)).toMatchObject({ actor: { name: 'grace', role: 'admin' }, by: 'proxy' });
  expect(await stateWith(said)).toMatchObject({ actor: null });
  expect(await stateWith({ ...proxied, 'x-savepoint-proxy-secret': 'another' })).toMatchObject({ actor: null });
  expect((await ask(savepoint.url, '/audit', { headers: proxied })).status).toBe(200);
  expect((await ask(savepoint.url, '/audit', { headers: said })).status).toBe(307);
  expect(savepoint.output()).not.toContain(SECRET);
});
