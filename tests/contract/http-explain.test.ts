import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explanationSchema } from '../../lib/contracts/explain';
import { eventually } from '../support/eventually';
import { ask, type HttpAnswer } from '../support/http-client';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const INCIDENT = readFileSync(join(import.meta.dirname, '../fixtures/logs/incident-2017-redis.log'), 'utf8');
const REFUSED = 'redis.exceptions.ResponseError: MISCONF Redis is configured to save RDB snapshots, but …';

let redis: RedisServer;
let savepoint: SavepointServer;

beforeAll(async () => {
  redis = await startRedis();
  savepoint = await startSavepoint({ yaml: `instances:\n  - name: orders\n    url: ${redis.url}\n` });
});
afterAll(async () => {
  await savepoint?.stop();
  await redis?.stop();
});

function explain(body: object, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
  const { url } = savepoint;
  return ask(url, '/api/explain', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Origin: url, ...headers },
  });
}

test('a log is told by its saves, its cause and what to do', async () => {
  const answer = await explain({ text: INCIDENT, instanceId: 'orders' });
  expect(answer.status).toBe(200);
  const told = explanationSchema.parse(answer.json());
  expect(told).toMatchObject({
    what: 'redis-log',
    cause: { kind: 'fork-memory', confidence: 'certain', stage: 'fork', stageConfidence: 'certain' },
    refusing: [],
    lines: { read: 9, understood: 9 },
  });
  expect(told.saves.map(({ outcome, durationSeconds, cowBytes }) => [outcome, durationSeconds, cowBytes])).toEqual([
    ['failed', 0, null],
    ['failed', 0, null],
    ['saved', 334.8, 49_283_072],
  ]);
  expect(told.summary).toContain('3 attempts to save: 1 saved, 2 failed');
  expect(told.advice).toEqual(['Free memory on the host or let it overcommit, then Save now.']);
});

test('that its times have no zone is told where they have none', async () => {
  const failed = (time: string): string => `12:M ${time} # Background saving error`;
  const summaryOf = async (text: string) => explanationSchema.parse((await explain({ text })).json()).summary;
  expect(await summaryOf(failed('22 Nov 2026 05:46:00.000'))).toContain('no time zone');
  expect(await summaryOf(failed('2026-11-22T05:46:00.000+00:00'))).not.toContain('no time zone');
});

test('it is told in the language of who asks', async () => {
  const answer = await explain({ text: INCIDENT }, { 'Accept-Language': 'zh-CN' });
  expect(explanationSchema.parse(answer.json()).summary).toContain('成功 1 次，失败 2 次');
});

test('an error of a client leads to who refuses writes now', async () => {
  expect((await explain({ text: REFUSED })).json()).toMatchObject({ what: 'client-error', refusing: [] });
  recipes.breakDisk(redis);
  await redis.cli('BGSAVE');
  const told = await eventually('the refusal to be seen', async () => {
    const body = explanationSchema.parse((await explain({ text: REFUSED })).json());
    return body.refusing.length > 0 ? body : null;
  });
  const refusing = [{ id: 'orders', name: 'orders' }];
  expect(told).toMatchObject({
    what: 'client-error',
    client: { library: 'redis-py', refused: 'rdb', within: 'command', lookAlike: null },
    cause: null,
    refusing,
  });
  expect(told.advice.join(' ')).toContain('a rate limiter or a lock');

  const aborted = { text: 'EXECABORT Transaction discarded because of previous errors.' };
  expect((await explain(aborted)).json()).toMatchObject({ client: { lookAlike: 'exec-aborted' }, refusing });
  const elsewhere = explanationSchema.parse(
    (await explain({ text: "READONLY You can't write against a read only replica." })).json(),
  );
  expect(elsewhere).toMatchObject({ client: { refused: null, lookAlike: 'read-only' }, refusing: [] });
  expect(elsewhere.summary).toContain('That is not a failed save.');
  recipes.healDisk(redis);
});

test('a text that is neither is told as such, and none at all is refused', async () => {
  expect((await explain({ text: 'no idea' })).json()).toMatchObject({
    what: 'unknown',
    saves: [],
    lines: { read: 1, understood: 0 },
  });
  expect((await explain({ text: '' })).status).toBe(422);
  expect((await explain({ text: 'x', instance: 'orders' })).status).toBe(422);
});

test('as much as it says is read, also in characters of many bytes, and no more', async () => {
  expect((await explain({ text: '注'.repeat(1_000_000) })).status).toBe(200);
  expect((await explain({ text: 'x'.repeat(1_000_001) })).status).toBe(422);
  expect((await explain({ text: 'x'.repeat(5_000_000) })).status).toBe(413);
});

test('a file is read as it is, also where it is too large for JSON, and other requests are answered meanwhile', async () => {
  const lines = INCIDENT.replace(/\n?$/, '\n').repeat(10_000);
  const file = ask(savepoint.url, '/api/explain?instance=orders', {
    method: 'POST',
    body: lines,
    headers: { 'content-type': 'application/octet-stream', Origin: savepoint.url },
  });
  const order: string[] = [];
  void file.then(() => order.push('file'));
  await ask(savepoint.url, '/api/health/live').then(() => order.push('health'));
  const fleet = await ask(savepoint.url, '/api/instances');
  order.push(`instances ${fleet.status}`);
  const told = explanationSchema.parse((await file).json());
  expect(order).toEqual(['health', 'instances 200', 'file']);
  expect(told).toMatchObject({ what: 'redis-log', lines: { read: 90_000, understood: 90_000 } });
  expect(told.summary).toContain('30,000 attempts to save: 10,000 saved, 20,000 failed');
  expect([told.saves.length, told.saves[0]?.instanceId]).toEqual([200, 'orders']);
});

test('nothing of what was pasted is kept', async () => {
  const marked = "12:M 22 Nov 2026 05:46:00.000 # Can't save in background: fork: canary-in-a-log";
  const before = (await ask(savepoint.url, '/api/saves')).text;
  expect((await explain({ text: marked, instanceId: 'orders' })).text).toContain('canary-in-a-log');
  expect(savepoint.output()).not.toContain('canary-in-a-log');
  expect((await ask(savepoint.url, '/api/saves')).text).toBe(before);
});
