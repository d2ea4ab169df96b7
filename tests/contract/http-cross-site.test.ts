import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changesOf, effectsOf, prepare, TOKEN } from '../support/cross-site/changes';
import type { Change } from '../support/cross-site/way';
import { ask, type HttpAnswer } from '../support/http-client';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

/** What a browser would have to be talked into; tests/e2e/cross-site.spec.ts tries what one can be. PORT is Savepoint's. */
const ORIGINS = [
  'https://evil.example',
  'null',
  '',
  'https://127.0.0.1:PORT',
  'http://127.0.0.1:1',
  'http://127.0.0.1',
  'http://127.0.0.1:PORT.evil.example',
  'http://127.0.0.1:PORT/',
  'http://evil@127.0.0.1:PORT',
  'http://app.localhost:PORT',
  'http://localhost.:PORT',
  'http://localhost:PORT.evil.example',
  'http://localhost:PORT, https://evil.example',
  'file://',
];
const BEARER = { authorization: `Bearer ${TOKEN}` };

let redis: RedisServer;
let savepoint: SavepointServer;
let changes: readonly Change[];
let before: Awaited<ReturnType<typeof effectsOf>>;

beforeAll(async () => {
  redis = await startRedis();
  savepoint = await startSavepoint({
    instances: { 'orders-primary': redis.url },
    env: { SAVEPOINT_ADMIN_TOKEN: TOKEN },
  });
  await prepare(savepoint, redis);
  changes = changesOf('', redis);
  before = await effectsOf(savepoint, redis);
});

afterAll(async () => {
  await savepoint?.stop();
  await redis?.stop();
});

function asked(
  { url, method, body }: Change,
  headers: Readonly<Record<string, string>>,
  changed: { readonly method?: string; readonly query?: string } = {},
): Promise<HttpAnswer> {
  const written = Object.entries(headers).map(([name, value]) => [
    name,
    value.replaceAll('PORT', String(savepoint.port)),
  ]);
  return ask(savepoint.url, `${url}${changed.query ?? ''}`, {
    method: changed.method ?? method,
    ...(body === '' ? {} : { body }),
    headers: Object.fromEntries(written) as Record<string, string>,
  });
}

describe('nothing changes, whatever is asked for', () => {
  const attempts: Record<string, string>[] = [
    ...ORIGINS.map((origin) => ({ origin })),
    ...ORIGINS.map((origin) => ({ origin, ...BEARER })),
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:PORT' },
    { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:PORT' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example', ...BEARER },
    { origin: 'https://evil.example', referer: 'http://127.0.0.1:PORT/', host: 'localhost:PORT', ...BEARER },
  ];
  test.each(attempts)('with %o', async (headers) => {
    for (const change of changes) {
      const answer = await asked(change, headers);
      expect([change.what, [401, 403].includes(answer.status)]).toEqual([change.what, true]);
    }
    expect(await effectsOf(savepoint, redis)).toEqual(before);
  });

  test.each([
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json, text/plain',
    'application/json; charset=utf-16',
    'application/csp-report',
    'text/ping',
    '',
  ])('with a body of the type “%s”', async (type) => {
    for (const change of changes.filter(({ body }) => body !== '')) {
      const answer = await asked(change, { ...BEARER, origin: 'http://127.0.0.1:PORT', 'content-type': type });
      expect([change.what, answer.status]).toEqual([change.what, 415]);
    }
    expect(await effectsOf(savepoint, redis)).toEqual(before);
  });

  test.each(['POST', 'GET'])('with the method in a header or a parameter of a %s', async (method) => {
    for (const change of changes.filter((one) => one.method !== method)) {
      const headers = { ...BEARER, 'x-http-method-override': change.method, 'x-method-override': change.method };
      const answer = await asked(change, headers, { method, query: `?_method=${change.method}` });
      const isReading = method === 'GET' && !/(bgsave|stop-writes|override)$/.test(change.url);
      expect([change.what, answer.status]).toEqual([change.what, isReading ? 200 : 405]);
    }
    expect(await effectsOf(savepoint, redis)).toEqual(before);
  });
});

test('each of them takes effect when Savepoint’s own page asks for it', async () => {
  for (const change of changes) {
    const last = await effectsOf(savepoint, redis);
    const answer = await asked(change, { ...BEARER, origin: 'http://127.0.0.1:PORT', 'sec-fetch-site': 'same-origin' });
    expect([change.what, Math.floor(answer.status / 100)]).toEqual([change.what, 2]);
    expect(await effectsOf(savepoint, redis), change.what).not.toEqual(last);
  }
});
