import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { POST } from '../../app/api/instances/route';
import { refuse } from '../../lib/domain/result';
import { openStore } from '../../lib/store/open-store';
import { A_KEY, bytesIn, newDataDir, tamper } from '../support/store-folder';
import { askedJson, holdStub } from '../support/stub-savepoint';

const OTHER_KEY = Buffer.alloc(32, 8);
const BODY = { name: 'orders', url: 'redis://:canary-of-the-body@127.0.0.1:6379' };
/** Spellings of the request that a hash without a key would be taken of. */
const GUESSES = [
  JSON.stringify(BODY),
  JSON.stringify(['POST', '/api/instances', Object.entries(BODY)]),
  JSON.stringify(['POST', '/api/instances', BODY]),
];

let dataDir: string;

beforeEach(() => {
  dataDir = newDataDir();
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function fingerprint(text: string, secretKey = A_KEY): Promise<string> {
  const store = await openStore({ dataDir, secretKey });
  const print = store.fingerprint(text);
  await store.close();
  return print;
}

it('is the same for the same text over restarts', async () => {
  const first = await fingerprint('{"password":"x"}');
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await fingerprint('{"password":"x"}')).toBe(first);
  expect(await fingerprint('{"password":"y"}')).not.toBe(first);
});

it('says nothing without the key', async () => {
  const print = await fingerprint('text');
  expect(await fingerprint('text', OTHER_KEY)).not.toBe(print);
  expect(createHash('sha256').update('text').digest('hex')).not.toBe(print);
});

it('is what a request with an Idempotency-Key leaves in the data folder, instead of a hash that can be guessed', async () => {
  const store = await openStore({ dataDir, secretKey: A_KEY });
  holdStub({
    register: async () => refuse('not_possible', 'Not now.'),
    fingerprint: (text) => store.fingerprint(text),
    reserveKey: (key, hash) => store.reserveKey(key, hash, Date.now()),
    keepAnswer: (key, answer) => store.keepAnswer(key, answer),
  });
  const send = (): Promise<Response> =>
    POST(askedJson('POST', '/api/instances', BODY, { 'idempotency-key': 'the-key' }));
  const first = await send();
  const again = await send();
  expect([first.status, again.headers.get('idempotency-replayed')]).toEqual([409, 'true']);
  await store.close();
  const kept: unknown[] = [];
  tamper(dataDir, (db) => kept.push(...db.prepare('select key, request_hash from idempotency_keys').all()));
  const expected = await fingerprint(JSON.stringify(['POST', '/api/instances', Object.entries(BODY)]));
  expect(kept).toEqual([{ key: expect.stringContaining('the-key'), request_hash: expected }]);
  const bytes = bytesIn(dataDir);
  for (const guess of GUESSES) {
    expect(bytes.includes(createHash('sha256').update(guess).digest('hex'))).toBe(false);
  }
});
