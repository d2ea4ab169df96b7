import { afterAll, beforeAll } from 'vitest';
import { startRedis, type RedisServer } from './redis-server';
import { startSavepoint, type SavepointServer } from './savepoint-server';

/** For all tests of a file: one real Redis, and a Savepoint that watches it as `orders`. What it gives is there once they run. */
export function watchedOrders(): { readonly redis: RedisServer; readonly savepoint: SavepointServer } {
  const running: { redis?: RedisServer; savepoint?: SavepointServer } = {};
  beforeAll(async () => {
    running.redis = await startRedis();
    running.savepoint = await startSavepoint({ instances: { orders: running.redis.url } });
  });
  afterAll(async () => {
    await running.savepoint?.stop();
    await running.redis?.stop();
  });
  return running as Required<typeof running>;
}
