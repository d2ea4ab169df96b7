import 'server-only';
import { loadConfig } from '../config/load-config';
import { log } from '../log/log';
import { connectingBy } from '../redis/connection';
import { openStore } from '../store/open-store';
import { loadSecretKey } from '../store/secret-key';
import { compose } from './compose';
import { startRetention } from './retention';
import { holdSavepoint } from './savepoint';

/** After a signal to end, open requests get this long. */
const HARD_STOP_MS = 4000;

const NO_SIGN_IN =
  'SAVEPOINT_PUBLIC_ORIGIN is set, and there is no sign-in yet: everybody who reaches that address may do everything, as the local operator. Let a proxy check who is asking, or unset it.';

/**
 * Starts Savepoint in this process: configuration, store, monitor. Throws with a sentence when it must not start: a
 * configuration that cannot be read, or a store that cannot be opened.
 */
export async function startSavepoint(env: NodeJS.ProcessEnv, cwd: string): Promise<void> {
  const config = loadConfig(env, cwd);
  for (const problem of config.problems) log.warn({ problem }, 'an instance was left out');
  if (config.publicOrigin !== null) log.warn({ publicOrigin: config.publicOrigin }, NO_SIGN_IN);
  const secretKey = loadSecretKey({ dataDir: config.dataDir, env: config.secretKeyEnv });
  const store = await openStore({ dataDir: config.dataDir, secretKey });
  const composed = compose({ config, store, connect: connectingBy(config.outbound), now: Date.now });
  const stopRetention = startRetention(store, config.retentionDays, Date.now);
  await composed.start();
  holdSavepoint(composed.savepoint);
  endOnSignal(async () => {
    stopRetention();
    await composed.stop();
  });
  log.info({ instances: composed.savepoint.instances().length, dataDir: config.dataDir }, 'Savepoint watches');
}

/** `startSavepoint`; what must not start ends the process with its sentence on standard error, and no stack. */
export async function startOrExit(env: NodeJS.ProcessEnv, cwd: string): Promise<void> {
  try {
    await startSavepoint(env, cwd);
  } catch (error) {
    process.stderr.write(`Savepoint cannot start: ${error instanceof Error ? error.message : 'unknown error'}\n`);
    process.exit(1);
  }
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
