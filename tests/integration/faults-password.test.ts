import { expect, test } from 'vitest';
import { endings } from '../support/endings';
import { addUser } from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { watchedFleet } from '../support/watched-fleet';

const ADMIN = 'somebody-else';

const toEnd = endings();

test('a password that is changed while it is used: no access until it is the old one again; none at all is told apart', async () => {
  const redis = await startRedis({ password: 'right' });
  toEnd.push(() => redis.stop());
  await addUser(redis, ADMIN, ADMIN, ['allkeys', '+@all']);
  const admin = (...words: readonly string[]) =>
    redis.cli('--user', ADMIN, '--pass', ADMIN, '--no-auth-warning', ...words);
  const fleet = await watchedFleet({ orders: redis.url, without: `redis://127.0.0.1:${redis.port}` });
  toEnd.push(() => fleet.dispose());
  const [orders, without] = [fleet.one('orders'), fleet.one('without')];
  await orders.until('facts', ({ writes }) => writes.availability === 'accepted');

  expect(await admin('CONFIG', 'SET', 'requirepass', 'rotated')).toBe('OK');
  // Who is in already stays in.
  await orders.polls(2);
  expect(Number(await admin('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'))).toBeGreaterThan(0);
  const shut = await orders.state('no-access');
  expect(shut).toMatchObject({
    problem: { code: 'auth', message: expect.stringContaining('WRONGPASS') as string },
    writes: { availability: 'unknown' },
    actions: { bgsave: { allowed: false }, setStopWrites: { allowed: false } },
  });
  expect((await without.state('no-access')).problem).toMatchObject({
    code: 'auth',
    message: expect.stringContaining('NOAUTH') as string,
  });

  expect(await admin('CONFIG', 'SET', 'requirepass', 'right')).toBe('OK');
  await orders.until('access again', ({ problem }) => problem === null);
  expect((await orders.events()).map(({ detail }) => detail.kind)).not.toContain('restarted');
});
