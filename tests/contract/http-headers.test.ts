import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ask, type HttpAnswer, type HttpAsk } from '../support/http-client';
import { watchedOrders } from '../support/watched';

const watched = watchedOrders();

const policyOf = ({ headers }: HttpAnswer): string => String(headers['content-security-policy']);
const nonceOf = (answer: HttpAnswer): string => /'nonce-([^']+)'/.exec(policyOf(answer))?.[1] ?? '';

/** Files of the build, as a page asks for them. */
async function builtFiles(): Promise<string[]> {
  const { text } = await ask(watched.savepoint.url, '/');
  const files = [...text.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(files.some((path) => path.includes('.js'))).toBe(true);
  expect(files.some((path) => path.includes('.css'))).toBe(true);
  return [...new Set(files)];
}

describe('the security headers', () => {
  const asks: [string, string, HttpAsk, number][] = [
    ['the fleet', '/', {}, 200],
    ['an instance', '/instances/orders', {}, 200],
    ['registration', '/instances/new', {}, 200],
    ['the history', '/saves', {}, 200],
    ['the audit', '/audit', {}, 200],
    ['a page for the router', '/audit', { headers: { rsc: '1' } }, 307],
    ['a page that does not exist', '/nothing', {}, 404],
    ['an instance that does not exist', '/instances/nothing', {}, 404],
    ['a file of the build that does not exist', '/_next/static/nothing.js', {}, 404],
    ['a path that cannot be read', '/%E0%A4%A', {}, 404],
    ['the API', '/api/instances', {}, 200],
    ['the stream', '/api/stream', { method: 'HEAD' }, 200],
    ['an export', '/api/audit/export?format=csv', {}, 200],
    ['health', '/api/health/live', {}, 200],
    ['the metrics', '/metrics', {}, 200],
    ['a verb on the metrics', '/metrics', { method: 'POST', body: {} }, 405],
    ['an API path that does not exist', '/api/nothing', {}, 404],
    ['a verb that is not there', '/api/instances', { method: 'PATCH', body: {} }, 405],
    ['a verb on a page', '/audit', { method: 'POST', body: {} }, 405],
    ['a wrong body', '/api/instances', { method: 'POST', body: {} }, 422],
    ['a wrong type', '/api/instances', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }, 415],
    ['a large body', '/api/instances', { method: 'POST', body: 'x'.repeat(16 * 1024 + 1) }, 413],
    ['a wrong token', '/api/instances', { headers: { authorization: 'Bearer none' } }, 401],
    [
      'a foreign origin',
      '/api/instances',
      { method: 'POST', body: {}, headers: { origin: 'https://evil.example' } },
      403,
    ],
    ['a foreign name', '/', { headers: { host: 'evil.example' } }, 421],
  ];
  test.each(asks)('are on the answer of %s', async (_what, path, options, status) => {
    const answer = await ask(watched.savepoint.url, path, options);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect(policyOf(answer)).toContain("frame-ancestors 'none'");
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });

  test('are on every file of the build that a page asks for, and those are refused under a foreign name', async () => {
    for (const path of await builtFiles()) {
      const answer = await ask(watched.savepoint.url, path);
      expect([path, answer.status, answer.headers['x-content-type-options']]).toEqual([path, 200, 'nosniff']);
      const foreign = await ask(watched.savepoint.url, path, { headers: { host: 'evil.example' } });
      expect([path, foreign.status]).toEqual([path, 421]);
    }
  });

  test('let only those scripts of a page run that its own answer names, however often it is asked for', async () => {
    const pages = [
      await ask(watched.savepoint.url, '/'),
      await ask(watched.savepoint.url, '/'),
      await ask(watched.savepoint.url, '/nothing'),
    ];
    const nonces = pages.map(nonceOf);
    expect(new Set(nonces).size).toBe(3);
    for (const [index, { text }] of pages.entries()) {
      const scripts = [...text.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = '']) => attributes);
      expect(scripts.length).toBeGreaterThan(0);
      const inline = scripts.filter((attributes) => !attributes.includes('src='));
      expect(inline.length).toBeGreaterThan(0);
      expect(inline.filter((attributes) => !attributes.includes(`nonce="${nonces[index]}"`))).toEqual([]);
      expect(text).not.toMatch(/ on[a-z]+="/);
    }
  });

  test('there is no image optimiser, no server action, and no proxy file', async () => {
    expect((await ask(watched.savepoint.url, '/_next/image?url=%2Ffavicon.ico&w=64&q=75')).status).not.toBe(200);
    const action = await ask(watched.savepoint.url, '/', {
      method: 'POST',
      body: '[]',
      headers: { 'next-action': 'a'.repeat(42) },
    });
    expect(action.status).toBe(405);
    expect(readdirSync('.').filter((name) => /^(proxy|middleware)\./.test(name))).toEqual([]);
  });
});
