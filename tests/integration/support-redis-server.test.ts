import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { startRedis, type RedisServer } from '../support/redis-server';

let redis: RedisServer | null = null;
afterEach(async () => redis?.stop());

test('a started server answers, restarts with its data and leaves nothing behind', async () => {
  redis = await startRedis({ password: 'secret' });
  expect(await redis.cli('SET', 'k', 'v')).toBe('OK');
  expect(await redis.cli('SAVE')).toBe('OK');
  const before = redis.pid;
  await redis.restart();
  expect(redis.pid).not.toBe(before);
  expect(await redis.cli('GET', 'k')).toBe('v');
  await redis.stop();
  expect(existsSync(redis.dir)).toBe(false);
});

test('a server without privileges runs as another user than root', async () => {
  redis = await startRedis({ asNobody: true });
  expect(await redis.cli('BGSAVE')).toBe('Background saving started');
});
