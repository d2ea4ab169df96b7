import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorSchema } from '../../lib/contracts/error';
import { callsOf, guardOf } from '../support/action-bench';
import { eventually } from '../support/eventually';
import { ask, statusOfRaw } from '../support/http-client';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const TOKEN = 'doors-token-doors-token';
const STOP_WRITES = '/api/instances/orders/stop-writes';
const OFF = { value: 'no', expected: 'yes', confirm: 'orders', reason: 'this must never arrive' };

let redis: RedisServer;
let savepoint: SavepointServer;

beforeAll(async () => {
  redis = await startRedis();
  savepoint = await startSavepoint({ instances: { orders: redis.url }, env: { SAVEPOINT_ADMIN_TOKEN: TOKEN } });
});

afterAll(async () => {
  await savepoint?.stop();
  await redis?.stop();
});

describe('the name it is called by', () => {
  const own = (): string[] => [
    `127.0.0.1:${savepoint.port}`,
    `localhost:${savepoint.port}`,
    `LOCALHOST:${savepoint.port}`,
    `[::1]:${savepoint.port}`,
  ];
  const foreign = (): string[] => [
    'evil.example',
    'evil.example:80',
    `evil.example:${savepoint.port}`,
    '127.0.0.1',
    'localhost',
    '127.0.0.1:1',
    `127.0.0.1.nip.io:${savepoint.port}`,
    `localhost.evil.example:${savepoint.port}`,
    `localhost.:${savepoint.port}`,
    `evil@localhost:${savepoint.port}`,
    `localhost:${savepoint.port}@evil.example`,
    `0:${savepoint.port}`,
    `0.0.0.0:${savepoint.port}`,
    `127.1:${savepoint.port}`,
    `2130706433:${savepoint.port}`,
    `[::ffff:127.0.0.1]:${savepoint.port}`,
    `localhost:${savepoint.port},evil.example`,
    `localhost:${savepoint.port} evil.example`,
  ];

  test.each([
    ['/api/instances', 200],
    ['/api/health/live', 200],
    ['/api/stream', 200],
    ['/api/nothing', 404],
  ])('%s is answered with %i to its own names only', async (path, status) => {
    const get = (host: string): Promise<number> =>
      statusOfRaw(savepoint.port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    for (const host of own()) expect([host, await get(host)]).toEqual([host, status]);
    for (const host of foreign()) expect([host, [421, 400].includes(await get(host))]).toEqual([host, true]);
  });

  test('no name, a name in the request line, and forwarded names', async () => {
    const raw = (bytes: string): Promise<number> => statusOfRaw(savepoint.port, bytes);
    const good = `Host: 127.0.0.1:${savepoint.port}\r\nConnection: close\r\n`;
    expect([400, 421]).toContain(await raw('GET /api/instances HTTP/1.1\r\nConnection: close\r\n\r\n'));
    expect([400, 421]).toContain(await raw('GET /api/instances HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n'));
    expect(
      await raw(
        `GET /api/instances HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost:${savepoint.port}\r\nConnection: close\r\n\r\n`,
      ),
    ).toBe(421);
    expect(await raw(`GET /api/instances HTTP/1.1\r\nHost: evil.example\r\n${good}\r\n`)).not.toBe(200);
  });

  test('a page tells nothing to a foreign name', async () => {
    const { text } = await ask(savepoint.url, '/', { headers: { host: 'evil.example' } });
    expect(text).not.toContain('orders');
    expect((await ask(savepoint.url, '/')).text).toContain('orders');
  });
});

test('no page of another site changes anything', async () => {
  const origins = [
    'https://evil.example',
    'null',
    `https://127.0.0.1:${savepoint.port}`,
    'http://127.0.0.1:1',
    `http://app.localhost:${savepoint.port}`,
    `http://localhost:${savepoint.port}.evil.example`,
  ];
  const attempts: Record<string, string>[] = [
    ...origins.map((origin) => ({ origin })),
    ...origins.map((origin) => ({ origin, authorization: `Bearer ${TOKEN}` })),
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: savepoint.url },
  ];
  for (const headers of attempts) {
    const guard = await ask(savepoint.url, STOP_WRITES, { method: 'PUT', body: OFF, headers });
    const bgsave = await ask(savepoint.url, '/api/instances/orders/bgsave', { method: 'POST', body: {}, headers });
    expect([guard.error().code, bgsave.error().code]).toEqual(['forbidden', 'forbidden']);
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const headers = { 'content-type': type };
    const answer = await ask(savepoint.url, '/api/instances/orders/bgsave', { method: 'POST', body: '{}', headers });
    expect(answer.status).toBe(415);
  }
  for (const path of [`${STOP_WRITES}?value=no&expected=yes`, '/api/instances/orders/bgsave?_method=POST']) {
    const answer = await ask(savepoint.url, path, { headers: { 'x-http-method-override': 'POST' } });
    expect(answer.status).toBe(405);
  }
  expect(await callsOf(redis, 'config|set')).toBe(0);
  expect(await callsOf(redis, 'bgsave')).toBe(0);
  expect(await guardOf(redis)).toBe('yes');
});

test.each<[string, Record<string, string>]>([
  ['announced', {}],
  ['sent in chunks', { 'transfer-encoding': 'chunked' }],
])('a body of 30 MB, %s, is answered with 413', async (_case, headers) => {
  const body = `{"reason": "${'x'.repeat(30 * 1024 * 1024 - 14)}"}`;
  const answer = await ask(savepoint.url, '/api/instances/orders/bgsave', { method: 'POST', body, headers });
  expect([answer.status, answer.error().code]).toEqual([413, 'too_large']);
});

test('every method of every path answers in one shape', async () => {
  const paths = ['/api', '/api/', '/api/nothing', '/api/instances', '/api/audit', '/api/health/live', '/api/stream/x'];
  for (const path of paths) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await ask(savepoint.url, path, { method });
      if (answer.status === 308) continue;
      expect([path, method, errorSchema.safeParse(answer.json()).success]).toEqual([path, method, true]);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  }
  const head = await ask(savepoint.url, '/api/instances', { method: 'HEAD' });
  expect([head.status, head.text, head.headers['cache-control']]).toEqual([200, '', 'no-store']);
});

describe('the stream', () => {
  async function listen(headers: Record<string, string> = {}) {
    const leaving = new AbortController();
    const response = await fetch(`${savepoint.url}/api/stream`, { headers, signal: leaving.signal });
    let text = '';
    let hasEnded = false;
    const reading = (async () => {
      for await (const part of response.body ?? []) text += new TextDecoder().decode(part as Uint8Array);
    })();
    void reading.catch(() => undefined).then(() => (hasEnded = true));
    const lastId = (): string => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '';
    return { response, text: () => text, lastId, hasEnded: () => hasEnded, leave: () => leaving.abort() };
  }

  test('tells what is, what changes, and what was missed', async () => {
    const page = await listen();
    expect(page.response.headers.get('content-type')).toContain('text/event-stream');
    expect(page.response.headers.get('cache-control')).toBe('no-store, no-transform');
    await eventually('the first instance', () => page.text().includes('event: instance\ndata: {"id":"orders"'));
    await eventually('a pulse', () => page.text().includes('event: pulse\n'));
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    await eventually('the change', () => page.text().includes('"guard":{"value":"no"'));
    await eventually('its audit entry', () => page.text().includes('"kind":"changed-outside"'));
    const lastSeen = page.lastId();
    page.leave();

    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'yes');
    await eventually('the change in the list', async () =>
      (await ask(savepoint.url, '/api/instances/orders')).text.includes('"guard":{"value":"yes"'),
    );
    const again = await listen({ 'last-event-id': lastSeen });
    await eventually('what was missed', () => again.text().includes('"guard":{"value":"yes"'));
    again.leave();
  });

  test('ends when the server is told to stop, which it does at once', async () => {
    const page = await listen();
    await eventually('the first instance', () => page.text().includes('event: instance'));
    await savepoint.stop();
    await eventually('the end of the stream', () => page.hasEnded());
  });
});
