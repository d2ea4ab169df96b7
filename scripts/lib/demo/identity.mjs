import { readFileSync } from 'node:fs';

/**
 * A process that cannot be mistaken for a later one with the same pid.
 * @typedef {{ pid: number, startedAt: string | null }} Identity
 */

/** @param {number} pid @returns {Identity} */
export function identityOf(pid) {
  return { pid, startedAt: startOf(pid) };
}

/** Whether that very process still runs. @param {Identity} identity */
export function isSame({ pid, startedAt }) {
  return startedAt !== null && startOf(pid) === startedAt;
}

/** Ends a process that an earlier run left, and only that one. @param {Identity} identity */
export function endLeftover(identity) {
  if (isSame(identity)) process.kill(identity.pid, 'SIGKILL');
}

/** Ticks since the machine's start (proc(5), stat, field 22), null for a process that is gone. @param {number} pid */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : (rest[18] ?? null);
  } catch {
    return null;
  }
}
