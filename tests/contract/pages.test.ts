import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/http-client';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

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

test.each([
  '/',
  '/instances/orders',
  '/instances/new',
  '/incidents',
  '/saves',
  '/audit',
  '/wall',
  '/access',
  '/nowhere',
])('nothing of %s is painted before its heading is there', async (path) => {
  const { text } = await ask(savepoint.url, path);
  const [head = '', body = ''] = text.split('</head>');
  const [, id = 'nothing is expected'] = /<link rel="expect" href="#([^"]+)" blocking="render"\/>/.exec(head) ?? [];
  expect([...body.matchAll(new RegExp(`<(\\w+) id="${id}"`, 'g'))].map(([, tag]) => tag)).toEqual(['h1']);
});
