import { afterEach } from 'vitest';
import { startRedis, type RedisOptions, type RedisServer } from './redis-server';

/** What the tests of a file begin and must not leave behind. */
export interface Endings {
  /** To be called when the test is over. */
  readonly push: (end: () => unknown) => void;
  /** A redis-server for one test. */
  readonly started: (options?: RedisOptions) => Promise<RedisServer>;
}

/** Call it once in a file: after each of its tests everything is ended, the latest first. */
export function endings(): Endings {
  const toEnd: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of toEnd.splice(0).reverse()) await end();
  });
  return {
    push: (end) => void toEnd.push(end),
    started: async (options) => {
      const redis = await startRedis(options);
      toEnd.push(() => redis.stop());
      return redis;
    },
  };
}
