import { serverTimeNow } from './server-clock';

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let current: number | null = null;

/** Reads the clock again and lets everything that shows an age or a freshness look at it. */
export function tick(): void {
  current = serverTimeNow();
  for (const listener of listeners) listener();
}

function start(): void {
  timer = setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
  window.addEventListener('pageshow', tick);
  window.addEventListener('online', tick);
  window.addEventListener('offline', tick);
}

function stop(): void {
  if (timer !== null) clearInterval(timer);
  timer = null;
  document.removeEventListener('visibilitychange', tick);
  window.removeEventListener('pageshow', tick);
  window.removeEventListener('online', tick);
  window.removeEventListener('offline', tick);
}

/** Calls back about once a second while anything listens, and at once when the page wakes. */
export function subscribeToTicks(listener: () => void): () => void {
  if (listeners.size === 0) start();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stop();
  };
}

/** Savepoint's time at the last tick, epoch ms; it stands still between two ticks, as React needs. */
export function tickedNow(): number | null {
  return current;
}
