import 'server-only';
import { loadConfig } from '../config/load-config';
import { log } from '../log/log';
import { loadSecretKey } from '../store/secret-key';
import { Serving } from './serving';

/** After a signal to end, open requests get this long. */
const HARD_STOP_MS = 4000;

/**
 * Starts Savepoint in this process: configuration, store, monitor. Throws with a sentence when it must not start: a
 * configuration that cannot be read, or a store that is none for this version.
 */
export async function startSavepoint(env: NodeJS.ProcessEnv, cwd: string): Promise<void> {
  const config = loadConfig(env, cwd);
  for (const problem of config.problems) log.warn({ problem }, 'an entry of the configuration was left out');
  const secretKey = loadSecretKey({ dataDir: config.dataDir, env: config.secretKeyEnv });
  const serving = new Serving(config, secretKey, exitWith);
  await serving.start();
  endOnSignal(() => serving.stop());
}

/** `startSavepoint`; what must not start ends the process with its sentence on standard error, and no stack. */
export async function startOrExit(env: NodeJS.ProcessEnv, cwd: string): Promise<void> {
  await startSavepoint(env, cwd).catch(exitWith);
}

function exitWith(error: unknown): void {
  process.stderr.write(`Savepoint cannot start: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exit(1);
}

/** Next waits for open requests on SIGTERM, and an event stream never ends by itself: we close ours first. */
function endOnSignal(stop: () => Promise<void>): void {
  const end = (): void => {
    setTimeout(() => process.exit(0), HARD_STOP_MS).unref();
    void stop().catch((error: unknown) => log.error({ err: error }, 'Savepoint did not end cleanly'));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}
