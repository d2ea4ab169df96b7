import { expect, test } from 'vitest';
import { endings } from '../support/endings';
import { startLossyProxy, type LossyProxy } from '../support/lossy-proxy';
import { startRedis, type RedisServer } from '../support/redis-server';
import { watchedFleet, type WatchedFleet } from '../support/watched-fleet';

/** What a look asks, whatever form it has, and what its answer has. */
const ASKED = '$4\r\ninfo\r\n';
const ANSWERED = 'redis_version:';
/** Longer than Savepoint waits for an answer. */
const TOO_SLOW_MS = 3000;

const toEnd = endings();

/** A server behind a way that can be made slow, watched ten times a second, and a fast one beside it. */
async function slowlyReached(): Promise<{
  fleet: WatchedFleet;
  proxy: LossyProxy;
  most: () => number;
  looks: () => number;
}> {
  const started = async (): Promise<RedisServer> => {
    const redis = await startRedis();
    toEnd.push(() => redis.stop());
    return redis;
  };
  const [far, near] = [await started(), await started()];
  let [looks, open, most] = [0, 0, 0];
  const proxy = await startLossyProxy(far.port, {
    onSent: (text) => {
      if (!text.toLowerCase().includes(ASKED)) return;
      looks += 1;
      open += 1;
      most = Math.max(most, open);
    },
    onAnswered: (text) => {
      if (text.includes(ANSWERED)) open -= 1;
    },
  });
  toEnd.push(() => proxy.stop());
  const fleet = await watchedFleet({ far: `redis://127.0.0.1:${proxy.port}`, near: near.url });
  toEnd.push(() => fleet.dispose());
  await fleet.one('far').polls(2);
  return { fleet, proxy, most: () => most, looks: () => looks };
}

test('answers that take 0.8 s are answers, told as slow while they are, and the next look waits for them', async () => {
  const { fleet, proxy, most, looks } = await slowlyReached();
  proxy.slowDown(800);
  const before = looks();
  await fleet.one('far').polls(4);
  expect(fleet.savepoint.instance('far')).toMatchObject({ problem: null, state: 'saved' });
  const { answers } = await fleet.one('far').until('slow answers', (seen) => seen.answers.slow === true);
  expect(answers.ms).toBeGreaterThanOrEqual(800);
  expect(answers.message).toMatch(/^Its answers take up to .* ms\. It may be the network/);
  expect(looks() - before).toBeGreaterThanOrEqual(3);
  expect(most()).toBe(1);
  proxy.slowDown(0);
  await fleet.one('far').until('quick answers', (seen) => seen.answers.slow === false);
});

test('answers that take longer than Savepoint waits are none: told as such, alone, until they come in time', async () => {
  const { fleet, proxy } = await slowlyReached();
  proxy.slowDown(TOO_SLOW_MS);
  const slow = await fleet.one('far').state('unreachable');
  expect(slow.problem?.code).toBe('unresponsive');
  // It is told by the state: no answer is not a slow one.
  expect(slow.answers).toEqual({ slow: null, ms: null, message: null });
  await fleet.one('near').polls(5);
  expect(fleet.savepoint.instance('near')?.problem).toBeNull();
  expect(fleet.savepoint.instance('far')?.state).toBe('unreachable');
  proxy.slowDown(0);
  await fleet.one('far').until('facts again', ({ problem }) => problem === null);
});
