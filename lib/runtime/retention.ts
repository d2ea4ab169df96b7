import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { log } from '../log/log';
import type { Store } from '../store/store';

const DAY_MS = 86_400_000;
/** The picture of a day begins up to a quarter of an hour before it. */
const MINUTES_KEPT_MS = 25 * 3_600_000;
const EVERY_MS = 3_600_000;
const BATCH = 100;

/** After each batch so many times as long as it took: four fifths of the time the store and the loop are everybody else's. */
const REST = 4;

/**
 * Deletes history older than `days`, and single minutes of the exposure after a day, now and every hour, in batches small enough to delay
 * nobody; at the first time it also sums up what was kept before there were sums. Returns how to stop it.
 */
export function startRetention(store: Store, days: number, now: () => number): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  /** Does `batch` again and again until it says that nothing is left. */
  const bit = async (batch: () => Promise<boolean>): Promise<void> => {
    while (!signal.aborted) {
      const began = performance.now();
      if (!(await batch())) return;
      await pause((performance.now() - began) * REST, undefined, { signal }).catch(() => undefined);
    }
  };
  let isRunning = false;
  const run = async (): Promise<void> => {
    // What is left of a long time may take longer than an hour.
    if (isRunning) return;
    isRunning = true;
    await deleteOld();
    await sumUp();
    isRunning = false;
  };
  const deleteOld = async (): Promise<void> => {
    try {
      await bit(async () => (await store.prune(now() - days * DAY_MS, BATCH)) >= BATCH);
      await bit(async () => (await store.pruneMinutes(now() - MINUTES_KEPT_MS, BATCH)) >= BATCH);
    } catch (error) {
      log.error({ err: error }, 'old history could not be deleted');
    }
  };
  const sumUp = async (): Promise<void> => {
    try {
      await bit(() => store.sumOlder());
    } catch (error) {
      log.error({ err: error }, 'older history could not be summed up');
    }
  };
  void run();
  const timer = setInterval(() => void run(), EVERY_MS);
  timer.unref();
  return () => {
    ending.abort();
    clearInterval(timer);
  };
}
