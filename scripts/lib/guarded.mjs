import { readFileSync, readdirSync } from 'node:fs';
import { bareEnvironment, exitOf, spawnLeashed } from './run.mjs';

/** Marks, in its environment, every process that a run of the tests starts. */
const MARK = 'SAVEPOINT_TEST_RUN';

/** Sessions of the commands that were run: their processes belong to us, however they hide their environment. @type {Set<number>} */
const sessions = new Set();

/**
 * Runs a command of the tests in a session of its own, so that what it leaves behind can be found.
 * @param {string} runId
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export async function runGuarded(runId, command, args, env = {}) {
  /** @type {Record<string, string | undefined>} */
  const marked = { ...bareEnvironment(), NEXT_TELEMETRY_DISABLED: '1', ...env, [MARK]: runId };
  const child = spawnLeashed(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    env: /** @type {NodeJS.ProcessEnv} */ (marked),
  });
  if (child.pid !== undefined) sessions.add(child.pid);
  return exitOf(child);
}

/**
 * Ends every process that the tests left behind, and tells which.
 * @param {string} runId
 * @returns {string[]} the pid and the command line of each
 */
export function endLeftovers(runId) {
  const left = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isLeft(name, runId))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
  for (const line of left) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  return left;
}

/** @param {string} pid @param {string} runId */
function isLeft(pid, runId) {
  const stat = read(`/proc/${pid}/stat`);
  const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === undefined || state === '' || state === 'Z') return false;
  return sessions.has(Number(session)) || read(`/proc/${pid}/environ`).split('\0').includes(`${MARK}=${runId}`);
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
