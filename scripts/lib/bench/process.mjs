import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds in a tick of /proc: Linux tells it in hundredths of a second everywhere. */
const TICK_MS = 10;

/** User and system time of a process since it began, in milliseconds, all its threads together. @param {number} pid */
export function cpuMs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Memory of a process that is in RAM, in MiB. @param {number} pid */
export function residentMiB(pid) {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

/**
 * Time of the main thread of a process on a processor, in milliseconds, to the nanosecond: Redis does its work in that one, and
 * what one look costs it is less than a tick.
 * @param {number} pid
 */
export function mainThreadMs(pid) {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

/** Time of all threads of a process on a processor, in milliseconds, to the nanosecond; those that have ended are not counted. @param {number} pid */
export function threadsMs(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce(
    (total, id) => total + Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  );
}
