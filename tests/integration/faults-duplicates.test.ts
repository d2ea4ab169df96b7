import { afterAll, beforeAll, expect, it } from 'vitest';
import { callsOf } from '../support/action-bench';
import { ask, type HttpAnswer } from '../support/http-client';
import { startRedis, type RedisServer } from '../support/redis-server';
import { repetitions } from '../support/repetitions';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const SUBMISSIONS = repetitions({ often: 1000, seldom: 100 });
const RACES = repetitions({ often: 200, seldom: 20 });
const AT_ONCE = 25;
const STOP_WRITES = '/api/instances/orders/stop-writes';

let redis: RedisServer;
let savepoint: SavepointServer;

beforeAll(async () => {
  redis = await startRedis();
  savepoint = await startSavepoint({ instances: { orders: redis.url } });
});

afterAll(async () => {
  await savepoint?.stop();
  await redis?.stop();
});

function put(value: 'yes' | 'no', reason: string, key?: string): Promise<HttpAnswer> {
  const off = { value, expected: 'yes', confirm: 'orders', reason, until: { kind: 'none' } };
  const body = value === 'no' ? off : { value, expected: 'no' };
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  return ask(savepoint.url, STOP_WRITES, { method: 'PUT', body, headers });
}

it(`${SUBMISSIONS} submissions of one decision have one effect, and one answer`, { timeout: 300_000 }, async () => {
  const before = await callsOf(redis, 'config|set');
  const answers = new Set<string>();
  const submit = async (): Promise<void> => {
    const { status, text } = await put('no', 'checkout down, INC-4312', 'inc-4312');
    answers.add(`${status} ${text}`);
  };
  for (let sent = 0; sent < SUBMISSIONS; sent += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, submit));
  expect([...answers]).toEqual([expect.stringMatching(/^200 .*"outcome":"applied"/)]);
  expect((await callsOf(redis, 'config|set')) - before).toBe(1);
  const { entries } = (await ask(savepoint.url, '/api/audit')).json() as { entries: unknown[] };
  expect(entries).toHaveLength(1);
  expect((await put('yes', 'again')).status).toBe(200);
});

it(
  `${RACES} races of two operators have one winner each, and the other is told who`,
  { timeout: 300_000 },
  async () => {
    for (let race = 0; race < RACES; race += 1) {
      const before = await callsOf(redis, 'config|set');
      const both = await Promise.all([
        put('no', `race ${race}: checkout is down`),
        put('no', `race ${race}: same page`),
      ]);
      const lost = both.filter(({ status }) => status !== 200);
      expect(both.map(({ status }) => status).sort(), `race ${race}`).toEqual([200, 409]);
      expect(lost[0]?.error().message, `race ${race}`).toMatch(/local operator/);
      expect((await callsOf(redis, 'config|set')) - before, `race ${race}`).toBe(1);
      expect((await put('yes', 'again')).status, `race ${race}`).toBe(200);
    }
  },
);
