import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Sighting } from '../../lib/domain/observation/observation';
import { Monitor, type MonitorOptions } from '../../lib/monitor/monitor';
import type { Turn } from '../../lib/monitor/turn';
import type { TurnRecord } from '../../lib/store/store';
import { anInstance } from '../support/a-registered-instance';
import { AT, sighting, type Patch } from '../support/a-sighting';
import { TIMEOUTS } from '../support/redis-target';

const ID = 'orders-primary';
const MINUTE_MS = 60_000;

let shown: Patch;
let kept: string[];
let told: string[];

const kinds = (events: Turn['events']): string[] => events.map(({ detail }) => detail.kind);

/** One of several Savepoints, which watches one instance once a minute. Nobody has kept anything of it. */
async function watching(): Promise<Monitor> {
  const observe = (): Promise<Sighting> => Promise.resolve({ ...sighting(shown), at: Date.now() });
  const monitor = new Monitor({
    store: {
      loadMemory: () => Promise.resolve(null),
      recordTurns: (turns: readonly (readonly [string, TurnRecord])[]) => {
        for (const [, { events }] of turns) kept.push(...kinds(events));
        return Promise.resolve();
      },
      members: { stir: () => undefined, problem: null },
    },
    outage: null,
    connect: () => ({ close: () => undefined, observe, mayChangeSettings: () => Promise.resolve('yes') }),
    timeouts: TIMEOUTS,
    pollIntervalMs: MINUTE_MS,
    now: () => Date.now(),
    newId: () => 'id',
    onView: () => undefined,
    onTurn: (_id: string, { events }: Turn) => told.push(...kinds(events)),
    onFollowed: () => undefined,
    onStoreBack: () => undefined,
  } as unknown as MonitorOptions);
  await monitor.add(anInstance('redis://127.0.0.1:1', { id: ID }));
  monitor.start();
  await vi.advanceTimersByTimeAsync(100);
  return monitor;
}

beforeEach(() => {
  vi.useFakeTimers({ now: AT });
  [shown, kept, told] = [{}, [], []];
});
afterEach(() => void vi.useRealTimers());

it('the last look before it is recorded here is the first one that is kept: what happens until the next is an event', async () => {
  const monitor = await watching();
  expect(kept).toEqual([]);
  await monitor.recording.begin(ID, () => Promise.resolve());
  expect([kept, told]).toEqual([['watch-started'], ['watch-started']]);
  shown = { server: { runId: 'run-b', uptimeSeconds: 3 } };
  await vi.advanceTimersByTimeAsync(MINUTE_MS + 100);
  expect(kept).toEqual(['watch-started', 'restarted']);
  expect(told).toEqual(kept);
  await monitor.stop();
});

it('what happened from the first look on, before it is recorded here, is kept and told', async () => {
  const monitor = await watching();
  shown = { server: { runId: 'run-b', uptimeSeconds: 3 } };
  await monitor.nextTurn(ID);
  await monitor.recording.begin(ID, () => Promise.resolve());
  expect([kept, told]).toEqual([
    ['watch-started', 'restarted'],
    ['watch-started', 'restarted'],
  ]);
  await monitor.stop();
});

it('where it was recorded elsewhere for long, the last look is the first', async () => {
  const monitor = await watching();
  shown = { server: { runId: 'run-b', uptimeSeconds: 3 } };
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  await monitor.recording.begin(ID, () => Promise.resolve());
  expect(kept).toEqual(['watch-started']);
  await monitor.stop();
});

it('where nothing was seen yet, the next look is the first', async () => {
  const monitor = await watching();
  await monitor.remove(ID);
  await monitor.add(anInstance('redis://127.0.0.1:1', { id: ID }));
  await monitor.recording.begin(ID, () => Promise.resolve());
  expect(kept).toEqual([]);
  await vi.advanceTimersByTimeAsync(MINUTE_MS + 100);
  expect([kept, told]).toEqual([['watch-started'], ['watch-started']]);
  await monitor.stop();
});
