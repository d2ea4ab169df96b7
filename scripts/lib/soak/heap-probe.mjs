/**
 * Loaded into the server with `--import`, during a soak only: after each full collection of garbage it writes the bytes that are
 * left in the heap into the file that SOAK_HEAP_FILE names. Between two of them nothing can be told from the heap.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const file = process.env.SOAK_HEAP_FILE;

if (file !== undefined && isMainThread) {
  new PerformanceObserver((list) => {
    const entries = /** @type {{ detail: { kind: number } }[]} */ (/** @type {unknown} */ (list.getEntries()));
    if (!entries.some(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)) return;
    writeFileSync(`${file}.new`, String(process.memoryUsage().heapUsed));
    renameSync(`${file}.new`, file);
  }).observe({ entryTypes: ['gc'] });
}
