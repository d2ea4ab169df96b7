import { rmSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startRetention } from '../../lib/runtime/retention';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { eventually } from '../support/eventually';
import { A_KEY, newDataDir } from '../support/store-folder';
import { anAuditedAct, anEvent, anInstance, aSave, aTurn, T0 } from '../support/store-samples';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DAYS = 90;
const KEPT_FROM = T0 - DAYS * DAY_MS;
/** One batch is 500. */
const MANY = 1203;

let dataDir: string;
let store: Store;
let stop = (): void => {};

beforeEach(async () => {
  dataDir = newDataDir();
  store = await openStore({ dataDir, secretKey: A_KEY });
});

afterEach(async () => {
  stop();
  vi.useRealTimers();
  await store.close();
  rmSync(dataDir, { recursive: true });
});

async function remember(id: string, at: number): Promise<void> {
  const save = aSave(`s-${id}`, { startedAt: at, endedAt: at });
  await store.recordTurn('orders', aTurn({ saves: [save], events: [anEvent(`e-${id}`, { from: at, to: at })] }));
}

async function history(): Promise<readonly string[]> {
  const [saves, events] = [await store.listSaves({ limit: 10 }), await store.listEvents({ limit: 10 })];
  return [...saves.rows, ...events.rows].map(({ id }) => id);
}

/** A store that has always more to delete, and how often it was asked to. */
function endless(onPrune: (times: number) => void = () => {}): { store: Store; times: () => number } {
  let times = 0;
  const prune = async (_before: number, batch: number): Promise<number> => {
    times += 1;
    onPrune(times);
    return batch;
  };
  return { store: { ...store, prune }, times: () => times };
}

/** A store that has nothing else to do: it answers at once. */
const nothingElse = { pruneMinutes: async () => 0, sumOlder: async () => false };

describe('keeping history for a number of days', () => {
  it('deletes what is older at the start; what is not, and the audit, stay', async () => {
    await store.addRegistered(anInstance('orders'), anAuditedAct({ at: KEPT_FROM - DAY_MS }));
    await remember('old', KEPT_FROM - 1);
    await remember('at-the-limit', KEPT_FROM);
    await remember('recent', T0);
    stop = startRetention(store, DAYS, () => T0);
    await eventually('the old rows to go', async () => (await history()).length === 4);
    expect(await history()).toEqual(['s-recent', 's-at-the-limit', 'e-recent', 'e-at-the-limit']);
    expect((await store.listAudit({ limit: 10 })).rows).toHaveLength(1);
    expect((await store.listRegistered()).instances).toHaveLength(1);
  });

  it('deletes more than one batch of it', async () => {
    const saves = Array.from({ length: MANY }, (_, i) => aSave(`s-${i}`, { startedAt: T0 - 91 * DAY_MS - i }));
    await store.recordTurn('orders', aTurn({ saves }));
    await remember('recent', T0);
    stop = startRetention(store, DAYS, () => T0);
    await eventually('all old rows to go', async () => (await history()).length === 2);
  });

  it('deletes single minutes of the exposure after 25 hours, the quarters of an hour with the history', async () => {
    const step = (stepSeconds: 60 | 900, at: number) => ({ stepSeconds, at, most: 1 });
    const exposure = [
      step(60, T0 - 25 * HOUR_MS - 1),
      step(60, T0 - 25 * HOUR_MS),
      step(900, KEPT_FROM - 1),
      step(900, KEPT_FROM),
    ];
    await store.recordTurn('orders', aTurn({ exposure }));
    const kept = async (stepSeconds: 60 | 900) =>
      (await store.listExposure('orders', { stepSeconds, pointMs: 1, from: 0, to: T0 })).map(({ at }) => at);
    stop = startRetention(store, DAYS, () => T0);
    await eventually('the old minute to go', async () => (await kept(60)).length === 1);
    expect([await kept(60), await kept(900)]).toEqual([[T0 - 25 * HOUR_MS], [KEPT_FROM]]);
  });

  it('looks again every hour, by the time it is then', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const asked: number[] = [];
    let now = T0;
    const prune = async (before: number): Promise<number> => {
      asked.push(before);
      return 0;
    };
    stop = startRetention({ ...store, ...nothingElse, prune }, DAYS, () => now);
    await breathe();
    now += HOUR_MS;
    vi.advanceTimersByTime(HOUR_MS);
    expect(asked).toEqual([KEPT_FROM, KEPT_FROM + HOUR_MS]);
    stop();
    vi.advanceTimersByTime(HOUR_MS);
    expect([asked.length, vi.getTimerCount()]).toEqual([2, 0]);
  });

  it('is not begun again while it still goes on', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let asked = 0;
    let answer = (_count: number): void => {};
    const prune = (): Promise<number> => {
      asked += 1;
      return new Promise((resolve) => (answer = resolve));
    };
    stop = startRetention({ ...store, ...nothingElse, prune }, DAYS, () => T0);
    vi.advanceTimersByTime(2 * HOUR_MS);
    await breathe();
    expect(asked).toBe(1);
    answer(0);
    await breathe();
    vi.advanceTimersByTime(HOUR_MS);
    expect(asked).toBe(2);
    answer(0);
  });

  it('sums up what was kept before there were sums, until nothing is left', async () => {
    let left = 3;
    const sumOlder = async (): Promise<boolean> => (left -= 1) > 0;
    stop = startRetention({ ...store, sumOlder }, DAYS, () => T0);
    await eventually('all to be summed up', () => left === 0);
  });

  it('ends between two batches when it is stopped', async () => {
    const { store: full, times } = endless((count) => {
      if (count === 3) stop();
    });
    stop = startRetention(full, DAYS, () => T0);
    await eventually('the third batch', () => times() >= 3);
    for (let i = 0; i < 50; i += 1) await breathe();
    expect(times()).toBe(3);
  });

  it('goes on an hour later when the store failed', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await remember('old', KEPT_FROM - 1);
    let isBroken = true;
    const failing: Store = {
      ...store,
      prune: async (...asked) => {
        if (isBroken) throw new Error('The disk is full.');
        return store.prune(...asked);
      },
    };
    stop = startRetention(failing, DAYS, () => T0);
    await breathe();
    expect(await history()).toHaveLength(2);
    isBroken = false;
    vi.advanceTimersByTime(HOUR_MS);
    await eventually('the old rows to go', async () => (await history()).length === 0);
  });
});
