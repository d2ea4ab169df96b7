import { describe, expect, test } from 'vitest';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import { EN } from '../../lib/domain/words/en';
import { InstanceWatch } from '../../lib/monitor/instance-watch';
import type { Turn } from '../../lib/monitor/turn';
import type { RedisConnection } from '../../lib/redis/redis';
import { anInstance } from '../support/a-registered-instance';
import { AT, facts } from '../support/a-sighting';

const HOUR = 3_600_000;

/** An instance that is polled once a second, with clocks that a test moves. */
function watched() {
  const clock = { wall: AT, monotonic: 1000, redis: AT };
  const connection = {
    observe: async (now: () => number) => ({
      kind: 'facts' as const,
      at: now(),
      facts: facts({ server: { timeSeconds: Math.round(clock.redis / 1000), timeMs: clock.redis } }),
    }),
  } as unknown as RedisConnection;
  let ids = 0;
  const watch = new InstanceWatch(
    anInstance('redis://127.0.0.1:1'),
    connection,
    1000,
    () => `${ids++}`,
    () => clock.monotonic,
  );
  const passes = (ms: number): void => {
    clock.wall += ms;
    clock.monotonic += ms;
    clock.redis += ms;
  };
  const poll = async (): Promise<Turn> => {
    passes(1000);
    return watch.poll(() => clock.wall);
  };
  const view = (): InstanceView => watch.view(clock.wall, EN);
  return { clock, watch, passes, poll, view };
}

describe.each([
  ['back', -2 * HOUR],
  ['forward', 2 * HOUR],
])('when the wall clock of Savepoint is set %s', (_name, step) => {
  test('facts age as before: fresh while they are, stale when they are not', async () => {
    const { clock, poll, passes, view } = watched();
    await poll();
    clock.wall += step;
    // Ahead, it may as well be that the machine slept: what was seen is old then, until it is seen again.
    expect(view().state === 'unknown').toBe(step > 0);
    await poll();
    expect(view().state).not.toBe('unknown');
    passes(5500);
    expect(view().state).toBe('unknown');
    await poll();
    expect(view().state).not.toBe('unknown');
    expect(view().observedAt).toBe(clock.wall);
  });

  test('what is remembered is as long ago as before', async () => {
    const { clock, watch, poll, view } = watched();
    await poll();
    watch.expectSave({ actionId: 'a', actor: 'oncall-1', reply: 'scheduled', sentAt: clock.wall });
    const since = clock.wall - (view().since ?? 0);
    const saved = clock.wall - (watch.memory.knowledge.lastGoodSaveAt ?? 0);
    clock.wall += step;
    await poll();
    expect(clock.wall - (view().since ?? 0)).toBe(since + 1000);
    expect(clock.wall - (watch.memory.knowledge.lastGoodSaveAt ?? 0)).toBe(saved + 1000);
    expect(clock.wall - (watch.memory.own?.sentAt ?? 0)).toBe(1000);
  });

  test('no time is told as not watched', async () => {
    const { clock, poll } = watched();
    await poll();
    clock.wall += step;
    const turns = [await poll(), await poll()];
    expect(turns.flatMap(({ events }) => events)).toEqual([]);
  });
});

test('a clock of ours that is set differs from that of Redis by as much, from the second look on', async () => {
  const { clock, poll, view } = watched();
  await poll();
  expect(view().server.clock.aheadSeconds).toBe(0);
  clock.wall -= 2 * HOUR;
  await poll();
  expect(view().server.clock.aheadSeconds).toBe(0);
  await poll();
  expect(view().server.clock.aheadSeconds).toBe(7200);
  clock.wall += 2 * HOUR;
  await poll();
  expect(view().server.clock.aheadSeconds).toBe(0);
});

test('a silence is told as one, whatever the clock says', async () => {
  const { clock, poll, passes } = watched();
  await poll();
  passes(60_000);
  clock.wall -= 2 * HOUR;
  const { events } = await poll();
  expect(events.map(({ from, to, detail }) => [detail.kind, to - from])).toEqual([['gap', 61_000]]);
});

test('a machine that slept has not watched, though its monotonic clock stood still', async () => {
  const { clock, poll, view } = watched();
  await poll();
  clock.wall += HOUR;
  clock.redis += HOUR;
  expect(view().state).toBe('unknown');
  const { events } = await poll();
  expect(events.map(({ from, to, detail }) => [detail.kind, to - from])).toEqual([['gap', HOUR + 1000]]);
});
