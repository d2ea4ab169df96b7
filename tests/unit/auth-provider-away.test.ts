import { afterEach, beforeEach, expect, it } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { ADMIN, ORIGIN, PASSWORD, startAuth, type TestAuth } from '../support/an-auth';
import { Browser } from '../support/a-browser';
import { CLIENT, startProvider, type TestProvider } from '../support/an-oidc-provider';

let provider: TestProvider;
let test: TestAuth;

beforeEach(async () => {
  provider = await startProvider(`${ORIGIN}/api/session/callback/oidc`, { ada: { groups: ['sre'] } });
  await provider.stop();
  test = await startAuth({
    provider: {
      issuer: provider.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      name: 'Example SSO',
      groupsClaim: 'groups',
      roles: [{ role: 'viewer', group: '*' }],
    },
  });
});
afterEach(async () => {
  await test.stop();
  await provider.stop();
});

const begin = () => test.auth.provider?.begin('/', null, test.headers(), EN);

it('a provider that is away keeps nobody from signing in with a password, and is used once it is back', async () => {
  expect(await test.auth.start()).not.toBeNull();
  await test.auth.addPerson({ name: 'oncall-1', password: PASSWORD, role: 'operator' }, ADMIN, EN);
  expect(await test.signedIn('oncall-1')).not.toEqual([]);
  expect(await begin()).toMatchObject({ ok: false, refusal: { message: EN.signIn.providerSilent('Example SSO') } });

  await provider.start();
  const left = await begin();
  if (left?.ok !== true) throw new Error('The provider is back.');
  const { search } = new URL(await new Browser().visit(left.value.url, 'ada'));
  await provider.stop();
  const headers = test.headers(left.value.cookies);
  expect(await test.auth.provider?.finish(search, headers, EN)).toMatchObject({ problem: 'provider', next: '/' });
  expect(await test.rows('sessions')).toHaveLength(1);
  await provider.start();
});

it.each([
  ['names another issuer', { issuer: 'https://sso.example.org' }],
  ['has no keys', { jwks_uri: undefined }],
  ['wants codes over the network without TLS', { token_endpoint: 'http://sso.example.org/token' }],
])('a provider that %s is not used', async (_case, changed) => {
  provider.describe = (metadata) => ({ ...metadata, ...changed });
  await provider.start();
  expect(await begin()).toMatchObject({ ok: false, refusal: { code: 'not_possible' } });
  provider.describe = (metadata) => metadata;
  expect(await begin()).toMatchObject({ ok: true });
});

it('whom it let in is nobody once no provider is set up', async () => {
  await provider.start();
  const left = await begin();
  if (left?.ok !== true) throw new Error('The provider is there.');
  const { search } = new URL(await new Browser().visit(left.value.url, 'ada'));
  const finished = await test.auth.provider?.finish(search, test.headers(left.value.cookies), EN);
  const cookies = finished?.cookies ?? [];
  expect(await test.auth.principalOf(test.headers(cookies))).not.toBeNull();
  const without = await startAuth({}, test.dataDir);
  expect(await without.auth.principalOf(test.headers(cookies))).toBeNull();
  await without.stop();
});

it('a set-up asks for no administrator where the provider gives one', async () => {
  const rules = { issuer: provider.issuer, clientId: 'a', clientSecret: 'b', name: 'c', groupsClaim: 'groups' };
  const other = await startAuth({ provider: { ...rules, roles: [{ role: 'admin', group: 'leads' }] } });
  expect([await other.auth.start(), other.auth.needsSetUp()]).toEqual([null, false]);
  await other.stop();
  await provider.start();
});
