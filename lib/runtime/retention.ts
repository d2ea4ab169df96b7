import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import { log } from '../log/log';
import type { Store } from '../store/store';

const DAY_MS = 86_400_000;
/** The picture of a day begins up to a quarter of an hour before it. */
const MINUTES_KEPT_MS = 25 * 3_600_000;
const EVERY_MS = 3_600_000;
const BATCH = 500;

/** Deletes history older than `days`, and single minutes of the exposure after a day, now and every hour, in batches small enough to delay nobody. Returns how to stop it. */
export function startRetention(store: Store, days: number, now: () => number): () => void {
  let stopped = false;
  const run = async (): Promise<void> => {
    try {
      while (!stopped && (await store.prune(now() - days * DAY_MS, BATCH)) >= BATCH) await breathe();
      while (!stopped && (await store.pruneMinutes(now() - MINUTES_KEPT_MS, BATCH)) >= BATCH) await breathe();
    } catch (error) {
      log.error({ err: error }, 'old history could not be deleted');
    }
  };
  void run();
  const timer = setInterval(() => void run(), EVERY_MS);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
