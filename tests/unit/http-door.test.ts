import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pass } from '../../lib/http/door';
import type { Savepoint } from '../../lib/runtime/facade';
import { ask, statusOfRaw } from '../support/http-client';
import { ACCESS as STUB_ACCESS } from '../support/stub-savepoint';

const HOST = 'savepoint.example.org';
const ACCESS = { ...STUB_ACCESS, hosts: [HOST], origins: [`https://${HOST}`] };

let server: Server;
let url: string;
let access: Savepoint['access'] | null;
let inside: IncomingHttpHeaders[];

beforeEach(async () => {
  access = ACCESS;
  inside = [];
  server = createServer((request, response) => {
    if (pass(request, response, access)) return;
    inside.push({ ...request.headers });
    response.end('inside');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const port = (): number => Number(new URL(url).port);
const get = (path: string, headers: Record<string, string> = {}) =>
  ask(url, path, { headers: { host: HOST, ...headers } });

describe('behind the door', () => {
  it('nothing is reached under a foreign name, whatever is asked for', async () => {
    for (const path of ['/', '/api/instances', '/_next/static/chunks/a.js', '/favicon.ico', '/nothing']) {
      const answer = await get(path, { host: 'evil.example' });
      expect([answer.status, answer.error().code]).toEqual([421, 'misdirected']);
    }
    expect(inside).toEqual([]);
  });

  it.each([
    ['two names', `GET / HTTP/1.1\r\nHost: ${HOST}\r\nHost: evil.example\r\n\r\n`],
    ['two names, the other way round', `GET / HTTP/1.1\r\nHost: evil.example\r\nHost: ${HOST}\r\n\r\n`],
    ['a name in the request line', `GET http://evil.example/ HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`],
    ['no name', 'GET / HTTP/1.1\r\n\r\n'],
    ['HTTP/1.0 without a name', 'GET / HTTP/1.0\r\n\r\n'],
  ])('nothing is reached with %s', async (_case, bytes) => {
    expect([400, 421]).toContain(await statusOfRaw(port(), bytes));
    expect(inside).toEqual([]);
  });

  it('pages are only read', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await ask(url, '/instances/new', { method, headers: { host: HOST } });
      expect([method, answer.status, answer.error().code]).toEqual([method, 405, 'method_not_allowed']);
    }
    for (const path of ['/apis', '/api/../audit', '/api/%2e%2e/audit', '/api/..\\audit']) {
      expect([path, (await ask(url, path, { method: 'POST', headers: { host: HOST } })).status]).toEqual([path, 405]);
    }
    expect(inside).toEqual([]);
    expect((await ask(url, '/api/instances', { method: 'POST', headers: { host: HOST } })).text).toBe('inside');
    const traced = await ask(url, '/api/instances', { method: 'TRACE', headers: { host: HOST } });
    expect(traced.error().message).toMatch(/^TRACE is not possible here; possible are GET, .* and OPTIONS\.$/);
    expect((await get('/instances/new')).text).toBe('inside');
  });

  it.each(['//', '///', '//evil.example/api/instances', '/\\', '/%', '/api/%', '/:80', '//:x/'])(
    'a path that cannot be read, %s, is answered like any other',
    async (path) => {
      expect([path, await statusOfRaw(port(), `GET ${path} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`)]).toEqual([path, 200]);
      const change = await statusOfRaw(port(), `POST ${path} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`);
      expect([path, change]).toEqual([path, path.startsWith('/api/') ? 200 : 405]);
    },
  );

  it('nobody outside says under which name or which way a request came, or which scripts may run', async () => {
    const said = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '10.0.0.1',
      forwarded: 'host=evil.example',
      'x-real-ip': '10.0.0.1',
      'x-middleware-subrequest': 'middleware',
      'x-middleware-rewrite': 'http://evil.example',
      'content-security-policy-report-only': "script-src 'nonce-mine'",
    };
    await get('/', { ...said, 'content-security-policy': "script-src 'nonce-mine'", 'x-other': 'kept' });
    const [seen] = inside;
    expect(Object.keys(said).filter((name) => name in (seen ?? {}))).toEqual([]);
    expect(seen?.['content-security-policy']).not.toContain('mine');
    expect(seen?.['x-other']).toBe('kept');
  });

  it('every answer has the security headers, and a nonce of its own that Next is told of', async () => {
    const answers = [await get('/'), await get('/'), await get('/', { host: 'evil.example' })];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      });
    }
    const policies = answers.map(({ headers }) => headers['content-security-policy']);
    expect(new Set(policies).size).toBe(3);
    expect(policies[0]).toBe(inside[0]?.['content-security-policy']);
    expect(policies[0]).toMatch(
      /script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='; .*object-src 'none'.*frame-ancestors 'none'/,
    );
    expect(policies[0]).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('a browser is bound to TLS only where TLS is', async () => {
    access = { ...ACCESS, origins: [`http://${HOST}`] };
    expect((await get('/')).headers).not.toHaveProperty('strict-transport-security');
  });

  it('before the start nothing is reached', async () => {
    access = null;
    const answer = await get('/api/instances');
    expect([answer.status, answer.error().code, answer.headers['retry-after']]).toEqual([503, 'not_ready', '1']);
    expect(inside).toEqual([]);
  });
});
