import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionStateSchema } from '../../lib/contracts/access';
import { EN } from '../../lib/domain/words/en';
import { secretsIn } from '../support/canaries';
import { ask, type HttpAnswer } from '../support/http-client';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';
import { ADA, type SignedInServer, signIn, startSignedIn } from '../support/signed-in-server';
import { keptBytes } from '../support/store-place';

const WRONG = 'canary-wrong-password';
const NAME_FIELD = 'canary-typed-as-a-name';

let server: SignedInServer;
beforeAll(async () => {
  server = await startSignedIn();
});
afterAll(() => server?.stop());

const origin = (): string => server.savepoint.url;
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
  ask(origin(), path, { method: 'POST', body, headers });
const get = (path: string, cookie: string): Promise<HttpAnswer> => ask(origin(), path, { headers: { cookie } });

describe('signing in', () => {
  test('sets one cookie that no script reads and no other site makes a browser send', async () => {
    const answer = await post('/api/session', ADA, { origin: origin() });
    const cookies = [answer.headers['set-cookie']].flat();
    expect([answer.status, cookies.length]).toEqual([200, 1]);
    const [, ...attributes] = (cookies[0] ?? '').split('; ');
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=86400', 'Path=/', 'SameSite=Strict']);
    expect(answer.text).not.toContain((cookies[0] ?? '').slice(0, 60).split('=')[1] ?? '');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test.each<[string, Record<string, string>, number]>([
    ['without an origin', {}, 403],
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from a page that hides its origin', { origin: 'null' }, 403],
    ['from a page of a sibling', { origin: 'own', 'sec-fetch-site': 'same-site' }, 403],
    ['with a form', { origin: 'own', 'content-type': 'text/plain' }, 415],
  ])('%s does not even look at the password', async (_case, headers, status) => {
    const told = headers['origin'] === 'own' ? { ...headers, origin: origin() } : headers;
    const answer = await post('/api/session', ADA, told);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([status, undefined]);
  });

  test('tells the same of a wrong password and a name that is not there', async () => {
    const wrong = await post('/api/session', { ...ADA, password: WRONG }, { origin: origin() });
    const nobody = await post('/api/session', { name: NAME_FIELD, password: WRONG }, { origin: origin() });
    expect([wrong.status, nobody.status, nobody.text]).toEqual([401, 401, wrong.text]);
    expect(wrong.error().message).toBe(EN.signIn.wrong);
  });

  test('out makes the cookie useless, whoever kept it, and the browser forget it', async () => {
    const cookie = await signIn(server.savepoint);
    expect((await get('/api/instances', cookie)).status).toBe(200);
    const answer = await ask(origin(), '/api/session', {
      method: 'DELETE',
      headers: { origin: origin(), cookie, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(204);
    expect([answer.headers['set-cookie']].flat().join()).toContain('Max-Age=0');
    expect((await get('/api/instances', cookie)).status).toBe(401);
    const state = sessionStateSchema.parse((await get('/api/session', cookie)).json());
    expect(state).toMatchObject({ actor: null, by: null, signIn: { required: true, needsSetUp: false } });
    expect((await get('/audit', cookie)).headers['location']).toBe('/login?next=%2Faudit');
  });
});

test('a token does what its role may, and asks for no origin', async () => {
  const headers = { authorization: `Bearer ${server.token}` };
  expect((await ask(origin(), '/api/instances', { headers })).status).toBe(200);
  expect((await ask(origin(), '/api/people', { headers })).error().code).toBe('forbidden');
  expect((await post(`/api/instances/${server.instanceId}/bgsave`, {}, headers)).error().code).toBe('forbidden');
});

test('no password, token or cookie is in a log, a file or the audit', async () => {
  const { savepoint, token, cookie } = server;
  const signature = decodeURIComponent(cookie).split('.')[1] ?? '';
  const secrets = [ADA.password, WRONG, NAME_FIELD, token.slice(4), signature.slice(0, 40)];
  expect(secretsIn(savepoint.output(), secrets)).toEqual([]);
  expect(secretsIn(keptBytes(savepoint.dataDir), secrets)).toEqual([]);
  const audit = await get('/api/audit?limit=500', cookie);
  expect(secretsIn(audit.text, secrets)).toEqual([]);
  for (const kind of ['sign-in', 'sign-in-failed', 'access-changed']) expect(audit.text).toContain(`"kind":"${kind}"`);
});

// Last: from then on nobody signs in from here for a minute.
test('guessing is over after thirty tries from one address, whatever address it claims to come from', async () => {
  const guesses = Array.from({ length: 60 }, (_, guess) => {
    const claims = { 'x-forwarded-for': `203.0.113.${guess}`, 'x-savepoint-address': `203.0.113.${guess}` };
    const given = { name: `no body ${guess}`, password: WRONG };
    return post('/api/session', given, { origin: origin(), ...claims });
  });
  const answers = await Promise.all(guesses);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(30);
  const last = answers.find(({ status }) => status === 429);
  const seconds = Number(last?.headers['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(last?.error()).toMatchObject({ code: 'rate_limited', message: EN.signIn.tooMany(seconds) });
  expect((await post('/api/session', ADA, { origin: origin() })).status).toBe(429);
  expect((await get('/api/instances', server.cookie)).status).toBe(200);
});

describe('without an administrator', () => {
  let fresh: SavepointServer;
  beforeAll(async () => {
    fresh = await startSavepoint({ env: { SAVEPOINT_SIGN_IN: 'yes' } });
  });
  afterAll(() => fresh?.stop());

  test('whoever reads the console makes the first account, once', async () => {
    const token = /\/login#set-up=([\w-]{24})\n/.exec(fresh.output())?.[1] ?? '';
    const setUp = (given: string) =>
      ask(fresh.url, '/api/session/set-up', {
        method: 'POST',
        body: { token: given, ...ADA },
        headers: { origin: fresh.url },
      });
    expect((await ask(fresh.url, '/api/session')).text).toContain('"needsSetUp":true');
    expect((await setUp('a'.repeat(24))).status).toBe(422);
    const made = await setUp(token);
    expect([made.status, [made.headers['set-cookie']].flat().length]).toEqual([200, 1]);
    expect((await setUp(token)).error()).toMatchObject({ code: 'not_possible', message: EN.signIn.setUpDone });
    expect((await ask(fresh.url, '/api/session')).text).toContain('"needsSetUp":false');
    expect(secretsIn(keptBytes(fresh.dataDir), [token, ADA.password])).toEqual([]);
    expect(fresh.output().split(token)).toHaveLength(2);
  });
});
