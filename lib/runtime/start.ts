import 'server-only';
import { isLoopback } from '../config/loopback';
import type { Config } from '../config/config';
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

const NO_ADMINISTRATOR =
  'Savepoint listens beyond this machine only once somebody can administer it. Set SAVEPOINT_ADMIN_NAME and SAVEPOINT_ADMIN_PASSWORD (or _FILE), or SAVEPOINT_ADMIN_TOKEN, or start it without HOST and make the first account there.';

/**
 * Starts Savepoint in this process: configuration, store, monitor. Throws with a sentence when it must not start: a
 * configuration that cannot be read, or a store that cannot be opened.
 */
export async function startSavepoint(env: NodeJS.ProcessEnv, cwd: string): Promise<void> {
  const config = loadConfig(env, cwd);
  for (const problem of config.problems) log.warn({ problem }, 'an instance was left out');
  const secretKey = loadSecretKey({ dataDir: config.dataDir, env: config.secretKeyEnv });
  const store = await openStore({ dataDir: config.dataDir, secretKey });
  const composed = compose({ config, store, connect: connectingBy(config.outbound), now: Date.now });
  const setUpToken = await composed.savepoint.auth.start();
  if (setUpToken !== null && !isLoopback(config.host) && config.adminToken === null) throw new Error(NO_ADMINISTRATOR);
  const stopRetention = startRetention(store, config.retentionDays, Date.now);
  await composed.start();
  holdSavepoint(composed.savepoint);
  if (setUpToken !== null) tellSetUp(config, setUpToken);
  endOnSignal(async () => {
    stopRetention();
    await composed.stop();
  });
  log.info({ instances: composed.savepoint.instances().length, dataDir: config.dataDir }, 'Savepoint watches');
}

/** On the console alone, never in the log: who reads that may see the token, and is to be the administrator. */
function tellSetUp({ publicOrigin, port }: Config, token: string): void {
  const url = `${publicOrigin ?? `http://127.0.0.1:${port}`}/login#set-up=${token}`;
  process.stderr.write(
    `Savepoint has no administrator yet. Make the first account with this address, which is good for one:\n  ${url}\n`,
  );
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
