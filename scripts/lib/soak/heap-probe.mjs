/**
 * Loaded into the server with `--import`, during a soak only: after each full collection of garbage it writes the bytes that are
 * left in the heap, and how many of them V8 needs for what it compiled, into the file that SOAK_HEAP_FILE names. Between two of them
 * nothing can be told from the heap.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

/** Bytecode, machine code and what belongs to it; the feedback that it is made from lies among the data. */
const CODE = /^(code|trusted)_(large_object_)?space$/;

const file = process.env.SOAK_HEAP_FILE;

if (file !== undefined && isMainThread) {
  new PerformanceObserver((list) => {
    const entries = /** @type {{ detail: { kind: number } }[]} */ (/** @type {unknown} */ (list.getEntries()));
    if (!entries.some(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)) return;
    const code = getHeapSpaceStatistics().filter(({ space_name }) => CODE.test(space_name));
    const bytes = {
      heap: process.memoryUsage().heapUsed,
      code: code.reduce((sum, { space_used_size }) => sum + space_used_size, 0),
    };
    writeFileSync(`${file}.new`, JSON.stringify(bytes));
    renameSync(`${file}.new`, file);
  }).observe({ entryTypes: ['gc'] });
}
