import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from './store-error';

const LONGEST_WAIT_MS = 5000;
const PAUSE_MS = 10;

/**
 * Runs `work` until it is not refused by a lock of another process, for five seconds at most, without holding up the
 * event loop. `work` is one statement or one transaction: refused, it has left nothing behind.
 */
export async function waitingForLock<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error) || performance.now() >= deadline) throw error;
    }
    await pause(PAUSE_MS);
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'locked';
}
