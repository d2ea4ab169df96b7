import { createServer, request as ask, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { POST } from '../../app/api/instances/route';
import { GET as state } from '../../app/api/session/route';
import { pass } from '../../lib/http/door';
import { accessOf } from '../../lib/runtime/access';
import type { Config } from '../../lib/config/config';
import { ADMIN, ORIGIN, PASSWORD, startAuth, type TestAuth } from '../support/an-auth';
import { EN } from '../../lib/domain/words/en';
import { asked, holdStub } from '../support/stub-savepoint';

const SECRET = 'a-secret-of-the-proxy';
const PROXY: Config['proxy'] = {
  secret: SECRET,
  userHeader: 'remote-user',
  groupsHeader: 'x-forwarded-groups',
  roles: [
    { role: 'admin', group: 'leads' },
    { role: 'operator', group: '值班' },
    { role: 'viewer', group: 'staff' },
  ],
};
const ACCESS = accessOf({
  host: '127.0.0.1',
  port: 3000,
  publicOrigin: null,
  proxy: PROXY,
  trustedProxies: [{ address: '127.0.0.0', prefix: 8, family: 'ipv4' }],
} as unknown as Config);

let server: Server;
let test: TestAuth;
let inside: IncomingHttpHeaders;

beforeEach(async () => {
  test = await startAuth({ proxy: PROXY });
  holdStub({ auth: test.auth, access: ACCESS });
  server = createServer((request, response) => {
    if (pass(request, response, ACCESS)) return;
    inside = { ...request.headers };
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await test.stop();
});

/** Sends headers, each as it is, through the door; gives what is behind it. */
async function through(headers: readonly string[]): Promise<Record<string, string>> {
  const { port } = server.address() as AddressInfo;
  inside = {};
  await new Promise<void>((resolve, reject) => {
    const sent = ask({ port, host: '127.0.0.1', agent: false, headers: ['Host', '127.0.0.1:3000', ...headers] });
    sent.on('response', (answer) => answer.resume().on('end', resolve)).on('error', reject);
    sent.end();
  });
  return inside as Record<string, string>;
}

const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const from = (user: string, groups: string): string[] => [
  ...['X-Savepoint-Proxy-Secret', SECRET],
  ...['Remote-User', bytes(user)],
  ...['X-Forwarded-Groups', bytes(groups)],
];
async function who(headers: readonly string[]) {
  return test.auth.principalOf(new Headers(await through(headers)));
}

describe('a proxy that signs people in', () => {
  it.each([
    ['ada', 'staff, leads', 'admin'],
    ['ada@example.org', 'staff', 'viewer'],
    ['陈', 'x,值班', 'operator'],
  ])('vouches for %s with the groups %s: %s', async (name, groups, role) => {
    expect(await who(from(name, groups))).toEqual({ actor: { kind: 'user', name, role }, by: 'proxy', session: null });
  });

  it.each([
    ['an empty name', from('', 'leads')],
    ['a name of blanks', from('  ', 'leads')],
    ['a name that is too long', from('a'.repeat(101), 'leads')],
    ['a name with a control character', from('a\tb', 'leads')],
    ['a name with an invisible character', from('ada\u202e', 'leads')],
    ['a name with a letter without a shape', from('ada\u3164', 'leads')],
    [
      'a name that is no text',
      ['X-Savepoint-Proxy-Secret', SECRET, 'Remote-User', '\xff\xfe', 'X-Forwarded-Groups', 'leads'],
    ],
    ['two names', [...from('ada', 'leads'), 'Remote-User', 'eve']],
    ['two lists of groups', [...from('ada', 'staff'), 'X-Forwarded-Groups', 'leads']],
    ['no group with a role', from('ada', 'guests')],
    ['no group', ['X-Savepoint-Proxy-Secret', SECRET, 'Remote-User', 'ada']],
  ])('vouches for nobody with %s, also not for who has a session', async (_case, headers) => {
    await test.auth.addPerson({ name: 'oncall-1', password: PASSWORD, role: 'operator' }, ADMIN, EN);
    const cookie = test.headers(await test.signedIn('oncall-1')).get('cookie') ?? '';
    expect(await who([...headers, 'Cookie', cookie])).toBeNull();
  });

  it.each([
    ['no secret', []],
    ['a wrong secret', ['X-Savepoint-Proxy-Secret', `${SECRET}x`]],
    ['an empty secret', ['X-Savepoint-Proxy-Secret', '']],
    ['two secrets', ['X-Savepoint-Proxy-Secret', SECRET, 'X-Savepoint-Proxy-Secret', 'other']],
    ['the same secret twice', ['X-Savepoint-Proxy-Secret', SECRET, 'X-Savepoint-Proxy-Secret', SECRET]],
  ])('is not believed with %s, and nothing that it said is left', async (_case, secret) => {
    const headers = [...secret, 'Remote-User', 'mallory', 'X-Forwarded-Groups', 'leads'];
    expect(await who(headers)).toBeNull();
    expect(JSON.stringify(inside)).not.toMatch(/mallory|leads|secret/);
  });

  it('leaves its secret at the door', async () => {
    await who(from('ada', 'leads'));
    expect(JSON.stringify(inside)).toContain('ada');
    expect(JSON.stringify(inside)).not.toContain(SECRET);
  });

  it('cannot be played by writing what the door writes', async () => {
    const headers = ['X-Savepoint-Proxy-User', 'mallory', 'X-Savepoint-Proxy-Groups', 'leads'];
    expect(await who(headers)).toBeNull();
    expect(await who(['X-Savepoint-Proxy-Secret', SECRET, ...headers])).toBeNull();
  });

  it('comes after a bearer token, and before a session', async () => {
    await test.auth.addPerson({ name: 'oncall-1', password: PASSWORD, role: 'operator' }, ADMIN, EN);
    const cookie = test.headers(await test.signedIn('oncall-1')).get('cookie') ?? '';
    const both = [...from('ada', 'leads'), 'Cookie', cookie];
    expect((await who(both))?.actor.name).toBe('ada');
    expect((await who(['Cookie', cookie]))?.actor.name).toBe('oncall-1');
    const made = await test.auth.addToken(
      { name: 'nightly', role: 'viewer', endsAt: null },
      { actor: ADMIN, by: 'proxy', session: null },
      EN,
    );
    const secret = made.ok ? made.value.secret : '';
    expect((await who([...both, 'Authorization', `Bearer ${secret}`]))?.actor).toMatchObject({ name: 'nightly' });
    expect(await who([...both, 'Authorization', 'Bearer wrong'])).toBeNull();
    expect((await who([...both, 'Authorization', 'Basic YWRhOnB3']))?.actor.name).toBe('ada');
    expect((await who(['Cookie', cookie, 'Authorization', 'Basic YWRhOnB3']))?.actor.name).toBe('oncall-1');
  });

  it('is asked for no set-up where it gives an administrator', async () => {
    expect(await test.auth.start()).toBeNull();
  });

  it('changes things for pages of Savepoint alone', async () => {
    const headers = await through([...from('ada', 'leads'), 'Content-Type', 'application/json']);
    const change = (origin: Record<string, string>) =>
      POST(asked('POST', '/api/instances', { headers: { ...headers, host: '127.0.0.1:3000', ...origin }, body: '{}' }));
    expect((await change({})).status).toBe(403);
    expect((await change({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ origin: ORIGIN })).status).toBe(422);
    const told = await state(asked('GET', '/api/session', { headers: { ...headers, host: '127.0.0.1:3000' } }));
    expect(await told.json()).toMatchObject({ by: 'proxy', confirms: null, confirmedUntil: null });
  });
});

describe('the address behind the door', () => {
  it('is what a trusted proxy says, and that is gone then', async () => {
    const headers = await through(['X-Forwarded-For', '203.0.113.5, 198.51.100.9', 'X-Savepoint-Address', '1.2.3.4']);
    expect(headers).toMatchObject({ 'x-savepoint-address': '198.51.100.9' });
    expect(headers).not.toHaveProperty('x-forwarded-for');
  });
});
