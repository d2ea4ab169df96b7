/**
 * Loaded into the server with `--import`, during a soak only: writes the smallest heap of the last ten seconds into the file
 * that SOAK_HEAP_FILE names. The smallest is what was left by the garbage collector, more or less.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const LOOK_EVERY_MS = 1000;
const WRITE_EVERY = 10;
const file = process.env.SOAK_HEAP_FILE;

if (file !== undefined && isMainThread) {
  let smallest = Infinity;
  let looks = 0;
  setInterval(() => {
    smallest = Math.min(smallest, process.memoryUsage().heapUsed);
    looks += 1;
    if (looks % WRITE_EVERY !== 0) return;
    writeFileSync(`${file}.new`, String(smallest));
    renameSync(`${file}.new`, file);
    smallest = Infinity;
  }, LOOK_EVERY_MS).unref();
}
