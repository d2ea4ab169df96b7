import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { Redis } from 'ioredis';
import { firstFree } from '../ports.mjs';
import { inProject } from '../paths.mjs';
import { exitOf, spawnLeashed } from '../run.mjs';
import { Sentence } from '../steps.mjs';

/** @typedef {{ whole: string, changes: string, at: number }} Remembered what is kept whole, and what is told beside it every few seconds; as of `at` */

/**
 * What a Savepoint remembers of one real server that is written to, as it is in the store.
 * @param {string} folder
 * @param {import('../bench/keeper.mjs').Keeper} keeper
 * @returns {Promise<Remembered>}
 */
export async function realMemory(folder, keeper) {
  /** @type {typeof import('../../../lib/runtime/serving')} */
  const { Serving } = await import(inProject('lib/runtime/serving.ts'));
  /** @type {typeof import('../../../lib/config/load-config')} */
  const { loadConfig } = await import(inProject('lib/config/load-config.ts'));
  const [home, data] = [join(folder, 'redis'), join(folder, 'remembered')];
  mkdirSync(home, { mode: 0o777 });
  const port = await firstFree(16_379);
  const child = spawnLeashed('redis-server', ['--port', `${port}`, '--dir', home], { stdio: 'ignore' }, 'KILL');
  const exit = exitOf(child);
  keeper.keep(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const env = {
    SAVEPOINT_INSTANCES: `orders=redis://127.0.0.1:${port}`,
    SAVEPOINT_SIGN_IN: 'no',
    SAVEPOINT_DATA_DIR: data,
  };
  const serving = new Serving(loadConfig(/** @type {any} */ (env), folder), Buffer.alloc(32, 7), () => undefined);
  await serving.start();
  keeper.keep(() => serving.stop());
  const client = new Redis(port, '127.0.0.1');
  keeper.keep(async () => client.disconnect());
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(500)) {
    const db = new DatabaseSync(join(data, 'savepoint.db'), { readOnly: true });
    const row = db
      .prepare('select memory, changes, c.at from watch_memory join watch_changes as c using (instance_id)')
      .get();
    db.close();
    await client.incr('orders');
    const [whole, changes, at] = [String(row?.memory), String(row?.changes), Number(row?.at)];
    if (changes.includes('changesSinceLastSave')) return { whole, changes, at };
  }
  throw new Sentence('Savepoint remembered nothing of a Redis within a minute.');
}
