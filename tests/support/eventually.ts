import { setTimeout as pause } from 'node:timers/promises';

/**
 * Awaits a condition: asks again every 20 ms until the answer is neither false, null nor undefined, and returns it.
 * Throws with `what` and the last error when that took longer than `timeoutMs`.
 */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  timeoutMs = 25_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown = null;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
      lastError = null;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`, { cause: lastError });
    await pause(20);
  }
}
