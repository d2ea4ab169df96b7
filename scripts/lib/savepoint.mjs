import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { COMPILE_CACHE } from './build.mjs';
import { exitOf, spawnLeashed } from './run.mjs';

const SERVE = join(import.meta.dirname, 'serve.mjs');

/**
 * @typedef {object} Running
 * @property {import('node:child_process').ChildProcess} child
 * @property {Promise<number>} exit
 */

/**
 * Polls leave much behind that lives for a moment. V8 would let it pile up in ever larger halves of its young generation; in MiB,
 * small ones keep a hundred instances in half of the memory, for some six per cent of processor time ("npm run bench -- memory watching").
 */
const YOUNG_MIB = 2;

/**
 * What lives for some polls gets old before it is left behind. By so many per cent the old generation may grow beyond what lives until that is
 * collected: V8 itself lets one that fills quickly grow to some four times of it, which is most of the memory of a large fleet.
 */
const GROWTH_PERCENT = 40;

/**
 * Starts the built server, in a process group of its own: Ctrl-C reaches it through us, once.
 * @param {{ host: string, port: number, env: Record<string, string | undefined>, stdio?: import('node:child_process').StdioOptions }} options
 * @returns {Running}
 */
export function startServer({ host, port, env, stdio = 'inherit' }) {
  const heap = [`--max-semi-space-size=${YOUNG_MIB}`, `--heap-growing-percent=${GROWTH_PERCENT}`];
  const child = spawnLeashed(process.execPath, [...heap, SERVE], {
    detached: true,
    stdio,
    env: {
      ...env,
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      NEXT_TELEMETRY_DISABLED: '1',
      HOST: host,
      HOSTNAME: host,
      PORT: String(port),
    },
  });
  return { child, exit: exitOf(child) };
}

/**
 * Waits until the server answers; false when it ended instead.
 * @param {string} url
 * @param {Running} server
 */
export async function answers(url, { exit }) {
  let ended = false;
  void exit.then(() => (ended = true));
  while (!ended) {
    const reply = await fetch(`${url}/api/health/live`).catch(() => null);
    // 421: it runs, and is meant to be reached under its public name.
    if (reply?.ok || reply?.status === 421) return true;
    await pause(100);
  }
  return false;
}

/**
 * Resolves when a person or the system asks this process to end, or when the process that started it is gone.
 * @returns {Promise<NodeJS.Signals>}
 */
export function endRequested() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, () => resolve(signal));
    process.on('disconnect', () => resolve('SIGTERM'));
  });
}

/**
 * Ends a server: SIGTERM, and SIGKILL for one that takes longer than ten seconds.
 * @param {Running} server
 */
export async function endServer({ child, exit }) {
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const code = await exit;
  clearTimeout(patience);
  return code;
}
