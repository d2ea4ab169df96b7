import { beforeEach, describe, expect, it } from 'vitest';
import { GET, POST } from '../../app/api/instances/route';
import { GET as live } from '../../app/api/health/live/route';
import { errorSchema } from '../../lib/contracts/error';
import type { Actor } from '../../lib/domain/action/action';
import { refuse } from '../../lib/domain/result';
import { asked, askedJson, holdStub, TOKEN } from '../support/stub-savepoint';

const REGISTER = { name: 'orders', url: 'redis://127.0.0.1:6379' };
let actors: Actor[] = [];

beforeEach(() => {
  actors = [];
  holdStub({
    register: async (_input, actor) => {
      actors.push(actor);
      return refuse('invalid', 'Seen.', { fields: {} });
    },
  });
});

async function codeOf(response: Response): Promise<string> {
  return errorSchema.parse(await response.json()).error.code;
}

describe('the host is checked before all else', () => {
  const cases: [string, string, number][] = [
    ['its own address', '127.0.0.1:3000', 200],
    ['its own name in capitals', 'LOCALHOST:3000', 200],
    ['another name', 'evil.example', 421],
    ['its own name on another port', '127.0.0.1:80', 421],
    ['a name that ends in its own', 'evil.127.0.0.1:3000', 421],
    ['its own name with a dot at the end', 'localhost.:3000', 421],
    ['a user before its own name', 'localhost:3000@evil.example', 421],
    ['an empty name', '', 421],
  ];
  it.each(cases)('%s (%s) gets %i', async (_case, host, status) => {
    for (const path of [GET, live]) {
      const response = await path(asked('GET', '/api/instances', { headers: { host } }));
      expect(response.status).toBe(status);
    }
  });

  it('a wrong host wins over a wrong token', async () => {
    const request = asked('GET', '/api/instances', { headers: { host: 'evil.example', authorization: 'Bearer x' } });
    expect(await codeOf(await GET(request))).toBe('misdirected');
  });
});

describe('who asks', () => {
  const cases: [string, string | null, number, string | null][] = [
    ['nobody named is the local operator', null, 422, 'user'],
    ['the admin token', `Bearer ${TOKEN}`, 422, 'token'],
    ['the admin token, scheme in lower case', `bearer ${TOKEN}`, 422, 'token'],
    ['a wrong token', 'Bearer wrong', 401, null],
    ['the token cut short', `Bearer ${TOKEN.slice(0, -1)}`, 401, null],
    ['no token', 'Bearer ', 401, null],
    ['two tokens', `Bearer ${TOKEN} ${TOKEN}`, 401, null],
    ['another scheme', `Basic ${TOKEN}`, 401, null],
  ];
  it.each(cases)('%s', async (_case, authorization, status, kind) => {
    const headers: Record<string, string> = authorization === null ? {} : { authorization };
    const response = await POST(askedJson('POST', '/api/instances', REGISTER, headers));
    expect(response.status).toBe(status);
    expect(actors.map((actor) => actor.kind)).toEqual(kind === null ? [] : [kind]);
    if (status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('a change that a foreign page asks for reaches nothing', () => {
  const cases: [string, Record<string, string>, number][] = [
    ['no origin (a script)', {}, 422],
    ['its own origin', { origin: 'http://127.0.0.1:3000' }, 422],
    ['its own origin, said to be the same', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, 422],
    ['typed by the user', { 'sec-fetch-site': 'none' }, 422],
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['its own origin on another port', { origin: 'http://127.0.0.1:3001' }, 403],
    ['its own origin over TLS', { origin: 'https://127.0.0.1:3000' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['a sibling subdomain', { 'sec-fetch-site': 'same-site' }, 403],
    ['a cross-site page without an origin', { 'sec-fetch-site': 'cross-site' }, 403],
    [
      'a foreign origin with the right token',
      { origin: 'https://evil.example', authorization: `Bearer ${TOKEN}` },
      403,
    ],
  ];
  it.each(cases)('%s', async (_case, headers, status) => {
    const response = await POST(askedJson('POST', '/api/instances', REGISTER, headers));
    expect(response.status).toBe(status);
    expect(actors).toHaveLength(status === 422 ? 1 : 0);
  });

  it('a read is not refused for its origin', async () => {
    expect((await GET(asked('GET', '/api/instances', { headers: { origin: 'https://evil.example' } }))).status).toBe(
      200,
    );
  });
});
