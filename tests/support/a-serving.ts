import { loadConfig } from '../../lib/config/load-config';
import type { Savepoint } from '../../lib/runtime/facade';
import { heldSavepoint, holdSavepoint } from '../../lib/runtime/savepoint';
import { Serving } from '../../lib/runtime/serving';
import { eventually } from './eventually';
import { save, saveEnded } from './recipes';
import type { RedisServer } from './redis-server';
import { A_KEY } from './store-folder';

/** A Savepoint in this process, without HTTP, that watches one server as `orders`. One at a time. */
export interface Served {
  /** The one that serves now: it may begin anew. */
  readonly now: () => Savepoint;
  /** Makes a save and waits until it is seen, whether it can be kept or not. */
  saveSeen(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one over the store that `env` names, or else that in `dataDir`, and resolves once it looked at the server. */
export async function serve(
  redis: RedisServer,
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const settings = { SAVEPOINT_INSTANCES: `orders=${redis.url}`, SAVEPOINT_SIGN_IN: 'no', ...env };
  const failures: unknown[] = [];
  const config = loadConfig(settings as unknown as NodeJS.ProcessEnv, dataDir);
  const serving = new Serving({ ...config, dataDir, pollIntervalMs: 200 }, A_KEY, (error) => failures.push(error));
  await serving.start();
  const now = (): Savepoint => {
    const savepoint = heldSavepoint();
    if (savepoint === null) throw new Error('Nobody serves.');
    return savepoint;
  };
  await eventually('a look at Redis', () => now().instance('orders')?.observedAt ?? null);
  const changes = () => now().instance('orders')?.rdb.changesSinceLastSave ?? -1;
  return {
    now,
    saveSeen: async () => {
      // One that runs would not have the change.
      await saveEnded(redis, 'ok');
      await redis.cli('SET', 'k', 'v');
      await eventually('the change to be seen', () => changes() > 0);
      await save(redis);
      await eventually('the save to be seen', () => changes() === 0);
    },
    stop: async () => {
      await serving.stop();
      holdSavepoint(undefined);
      if (failures.length > 0) throw new Error('Savepoint failed.', { cause: failures[0] });
    },
  };
}
