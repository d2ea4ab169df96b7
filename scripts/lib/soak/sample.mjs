import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cpuMs, residentMiB } from '../bench/process.mjs';

const MIB = 2 ** 20;

/**
 * What the server holds now.
 * @param {{ pid: number, data: string, heapFile: string, at: number }} of `at` in seconds since the start
 * @returns {import('./judge.mjs').Sample}
 */
export function sampleOf({ pid, data, heapFile, at }) {
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map(({ name, parentPath }) => ({ name, mib: sizeOf(join(parentPath, name)) }));
  const total = (/** @type {typeof sizes} */ of) => of.reduce((sum, { mib }) => sum + mib, 0);
  return {
    at,
    rss: residentMiB(pid),
    ...heapMiB(heapFile),
    fds: readdirSync(`/proc/${pid}/fd`).length,
    threads: readdirSync(`/proc/${pid}/task`).length,
    store: total(sizes),
    wal: total(sizes.filter(({ name }) => name.endsWith('-wal'))),
    cpu: cpuMs(pid) / 1000,
  };
}

/** @param {string} file */
function sizeOf(file) {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) / MIB;
}

/** What was left after the full collection of garbage since the last sample; nulls when there was none. @param {string} file */
function heapMiB(file) {
  try {
    const { heap, code } = JSON.parse(readFileSync(file, 'utf8'));
    rmSync(file);
    return { heap: heap / MIB, code: code / MIB };
  } catch {
    return { heap: null, code: null };
  }
}
