import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf, guardOf } from '../support/action-bench';
import { OWN_NAMES, REFUSED_NAMES, type HostForm } from '../support/host-names';
import { ask, rawAnswer, statusOfRaw } from '../support/http-client';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const TOKEN = 'names-token-names-token';
const STOP_WRITES = '/api/instances/orders/stop-writes';
const CHANGE = JSON.stringify({ value: 'no', expected: 'yes', confirm: 'orders', reason: 'this must never arrive' });

let redis: RedisServer;
let savepoint: SavepointServer;
/** A file of the build, as a page asks for it. */
let builtFile: string;

beforeAll(async () => {
  redis = await startRedis();
  savepoint = await startSavepoint({ instances: { orders: redis.url }, env: { SAVEPOINT_ADMIN_TOKEN: TOKEN } });
  const { text } = await ask(savepoint.url, '/');
  builtFile = /(?:src|href)="(\/_next\/static\/[^"]+)"/.exec(text)?.[1] ?? '';
  expect(builtFile).not.toBe('');
});

afterAll(async () => {
  await savepoint?.stop();
  await redis?.stop();
});

/** What is asked for: all of it is Savepoint's to give to somebody who calls it by its name. */
const asked = (): readonly [method: string, path: string, status: number][] => [
  ['GET', '/', 200],
  ['GET', '/api/instances', 200],
  ['PUT', STOP_WRITES, 200],
  ['GET', builtFile, 200],
  ['GET', '/api/stream', 200],
  ['GET', '/api/health/live', 200],
  ['GET', '/api/nothing', 404],
];

/** Everything but the name is as it should be: where it is refused, the name alone was the reason. */
function bytesOf({ version = '1.1', target = '', lines }: HostForm, method: string, path: string): string {
  const head = [
    `${method} ${target}${path} HTTP/${version}`,
    ...lines,
    `Authorization: Bearer ${TOKEN}`,
    `Origin: ${savepoint.url}`,
    'Sec-Fetch-Site: same-origin',
    'Connection: close',
    ...(method === 'PUT' ? ['Content-Type: application/json', `Content-Length: ${CHANGE.length}`] : []),
  ];
  const body = method === 'PUT' ? CHANGE : '';
  return `${head.join('\r\n')}\r\n\r\n${body}`.replaceAll('PORT', String(savepoint.port));
}

/** What only somebody who may look should learn of what is watched. */
const told = (): string[] => ['orders', String(redis.port), 'stop-writes', 'Savepoint watches'];

describe('a request under another name than its own', () => {
  test('there are at least 30 ways to make one', () => {
    expect(new Set(REFUSED_NAMES.map(({ what }) => what)).size).toBe(REFUSED_NAMES.length);
    expect(REFUSED_NAMES.length).toBeGreaterThanOrEqual(30);
  });

  test.each(REFUSED_NAMES)('$what: gets no page, no data, no file, no stream, and changes nothing', async (form) => {
    for (const [method, path] of asked()) {
      const answer = await rawAnswer(savepoint.port, bytesOf(form, method, path));
      // What Node's parser cannot read it refuses itself.
      expect([path, [421, 400].includes(answer.status)]).toEqual([path, true]);
      expect([path, told().filter((word) => answer.text.includes(word))]).toEqual([path, []]);
    }
    expect(await callsOf(redis, 'config|set')).toBe(0);
    expect(await guardOf(redis)).toBe('yes');
  });
});

test.each(OWN_NAMES)('$what: is answered', async (form) => {
  for (const [method, path, status] of asked().filter(([method]) => method === 'GET')) {
    const given = await statusOfRaw(savepoint.port, bytesOf(form, method, path));
    expect([path, given]).toEqual([path, status]);
  }
});

test('the data that was looked for is there, and the change takes effect, under its own name', async () => {
  const own = { what: 'own', lines: ['Host: localhost:PORT'] };
  const list = await rawAnswer(savepoint.port, bytesOf(own, 'GET', '/api/instances'));
  expect(list.text).toContain('orders');
  expect(list.text).toContain(String(redis.port));
  expect(await statusOfRaw(savepoint.port, bytesOf(own, 'PUT', STOP_WRITES))).toBe(200);
  expect(await guardOf(redis)).toBe('no');
  expect(await callsOf(redis, 'config|set')).toBe(1);
});
