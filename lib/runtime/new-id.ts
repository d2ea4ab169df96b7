import 'server-only';
import { randomBytes } from 'node:crypto';

let lastMs = 0;
let counter = 0;

/**
 * An id that sorts by the time it was made: 12 hex digits of milliseconds, 4 of a counter within them, 16 of chance
 * (the idea of UUID version 7). Never goes back when the clock does.
 */
export function newId(): string {
  const now = Date.now();
  counter = now > lastMs ? 0 : counter + 1;
  lastMs = Math.max(now, lastMs);
  const time = lastMs.toString(16).padStart(12, '0');
  return `${time}${counter.toString(16).padStart(4, '0')}${randomBytes(8).toString('hex')}`;
}
