import { afterEach, expect, it, vi } from 'vitest';
import { Monitor, type MonitorOptions } from '../../lib/monitor/monitor';
import { anInstance } from '../support/a-registered-instance';
import { sighting } from '../support/a-sighting';
import { TIMEOUTS } from '../support/redis-target';

const ID = 'orders-primary';

afterEach(() => void vi.useRealTimers());

it('what was gathered of an instance goes with it', async () => {
  vi.useFakeTimers();
  const recordTurns = vi.fn(() => Promise.resolve());
  const connection = { close: () => undefined, observe: () => Promise.resolve(sighting({})) };
  const stir = vi.fn();
  const monitor = new Monitor({
    store: { loadMemory: () => Promise.resolve(null), recordTurns, members: { stir, problem: null } },
    outage: null,
    connect: () => connection,
    timeouts: TIMEOUTS,
    pollIntervalMs: 1000,
    now: () => 0,
    newId: () => 'id',
    onView: () => undefined,
    onTurn: () => undefined,
    onStoreBack: () => undefined,
  } as unknown as MonitorOptions);
  await monitor.add(anInstance('redis://127.0.0.1:1', { id: ID }));
  await monitor.recording.begin(ID, () => Promise.resolve());
  monitor.start();
  await vi.advanceTimersByTimeAsync(100);
  expect(recordTurns).toHaveBeenCalledTimes(1);
  // The poll with which the next memory is gathered, and no more.
  await vi.advanceTimersByTimeAsync(5000);
  expect(recordTurns).toHaveBeenCalledTimes(1);
  await monitor.remove(ID);
  await vi.advanceTimersByTimeAsync(2000);
  expect(recordTurns).toHaveBeenCalledTimes(1);
  expect(stir).toHaveBeenCalledTimes(2);
  await monitor.stop();
});
