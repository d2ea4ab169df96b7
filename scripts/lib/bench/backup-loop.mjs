import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../paths.mjs';
import { bareEnvironment, exitOf, spawnLeashed } from '../run.mjs';
import { Sentence } from '../steps.mjs';

/**
 * Runs `npm run backup` on a store again and again, until the returned function is called; that gives how many were whole by then. Throws, then,
 * where one of them failed.
 * @param {import('./row.mjs').Run} run @param {Record<string, string>} env
 */
export function backUp(run, env) {
  const file = join(run.folder, 'backup');
  const args = [inProject('scripts/backup.mjs'), file];
  const environment = /** @type {NodeJS.ProcessEnv} */ ({ ...bareEnvironment(), ...env });
  let [stopped, whole, failed] = [false, 0, false];
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  const all = (async () => {
    while (!stopped && !failed) {
      // With a group of its own: what it runs ends with it.
      child = spawnLeashed(process.execPath, args, { detached: true, stdio: 'ignore', env: environment });
      const code = await exitOf(child);
      if (code === 0) whole += 1;
      else failed = !stopped;
      for (const end of ['', '.part', '.sha256']) rmSync(file + end, { force: true });
    }
  })();
  const stop = async () => {
    if (!stopped && child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    stopped = true;
    await all;
    if (failed) throw new Sentence('The backup that ran meanwhile failed.');
    return whole;
  };
  run.keep(async () => void (await stop()));
  return stop;
}
