import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { isLoopback } from '../config/loopback';
import type { Config } from '../config/config';
import { log } from '../log/log';
import { connectingBy } from '../redis/connection';
import { absentStore } from '../store/absent-store';
import { openStore, storeIsThere } from '../store/open-store';
import type { Store } from '../store/store';
import { StoreError, type StoreErrorCode } from '../store/store-error';
import { compose, type Composed } from './compose';
import { startRetention } from './retention';
import { holdSavepoint } from './savepoint';

const RETRY_MS = 2000;

const NO_ADMINISTRATOR =
  'Savepoint listens beyond this machine only once somebody can administer it. Set SAVEPOINT_ADMIN_NAME and SAVEPOINT_ADMIN_PASSWORD (or _FILE), or SAVEPOINT_ADMIN_TOKEN, or start it without HOST and make the first account there.';

/** What passes, or can be mended while Savepoint runs. */
const PASSING: readonly StoreErrorCode[] = ['full', 'readonly', 'locked', 'corrupt', 'io', 'away', 'refused', 'taken'];

/** Of these what is found at the first start: a mistake of the set-up. */
const NOT_AT_FIRST: readonly StoreErrorCode[] = ['refused', 'taken'];

type Stop = () => Promise<void>;

/**
 * Savepoint in this process. A store that is full, locked, damaged, away or not to be written holds up no look at Redis: what the configuration
 * names is watched without it, and nothing can be changed. It is tried again until it opens: then all begins as after a restart.
 */
export class Serving {
  readonly #config: Config;
  readonly #secretKey: Buffer;
  readonly #onFailure: (error: unknown) => void;
  readonly #ending = new AbortController();
  #stopPresent: Stop = () => Promise.resolve();

  /** `onFailure` is told why Savepoint must not go on, of what happens after `start`. */
  constructor(config: Config, secretKey: Buffer, onFailure: (error: unknown) => void) {
    this.#config = config;
    this.#secretKey = secretKey;
    this.#onFailure = onFailure;
  }

  /** Resolves when it serves, with its store or without. Rejects with a sentence when it must not. */
  async start(): Promise<void> {
    const outage = await this.#serve();
    if (outage === null) return;
    if (NOT_AT_FIRST.includes(outage.code)) throw outage;
    await this.#serveWithout(outage);
    void this.#untilItOpens(outage).catch(this.#onFailure);
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#stopPresent();
  }

  /** Others went on without this one: what is known here may be false by now. */
  async #anew(outage: StoreError): Promise<void> {
    await this.#serveWithout(outage);
    await this.#untilItOpens(outage);
  }

  async #untilItOpens(outage: StoreError): Promise<void> {
    const { signal } = this.#ending;
    let present: StoreError | null = outage;
    while (present !== null) {
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const next: StoreError | null = await this.#serve();
      if (next !== null && next.message !== present.message) await this.#serveWithout(next);
      present = next;
    }
  }

  /** Null once it serves with its store; else why that cannot be used. A folder that cannot be written at first is a mistake of the set-up. */
  async #serve(): Promise<StoreError | null> {
    const { dataDir, databaseUrl } = this.#config;
    const wasThere = databaseUrl !== null || storeIsThere(dataDir);
    let store: Store | null = null;
    try {
      store = await openStore({
        dataDir,
        databaseUrl,
        secretKey: this.#secretKey,
        onLost: (outage) => void this.#anew(outage).catch(this.#onFailure),
      });
      await this.#serveWith(store);
      return null;
    } catch (error) {
      await store?.close();
      if (wasThere && error instanceof StoreError && PASSING.includes(error.code)) return error;
      throw error;
    }
  }

  async #serveWith(store: Store): Promise<void> {
    await store.check();
    const made = this.#composed(store, null);
    const setUpToken = await made.savepoint.auth.start();
    const { host, adminToken, retentionDays, dataDir } = this.#config;
    if (setUpToken !== null && !isLoopback(host) && adminToken === null) throw new Error(NO_ADMINISTRATOR);
    await made.start();
    const stopRetention = startRetention(store, retentionDays, Date.now);
    await this.#takeOver(made, async () => {
      stopRetention();
      await made.stop();
    });
    if (setUpToken !== null) tellSetUp(this.#config, setUpToken);
    log.info({ instances: made.savepoint.instances().length, dataDir }, 'Savepoint watches');
  }

  async #serveWithout(outage: StoreError): Promise<void> {
    log.error({ err: outage }, 'the store cannot be opened: nothing is kept, and nothing can be changed');
    const made = this.#composed(absentStore(outage, this.#secretKey), outage.message);
    await made.start();
    await this.#takeOver(made, () => made.stop());
  }

  #composed(store: Store, outage: string | null): Composed {
    const connect = connectingBy(this.#config.outbound);
    return compose({ config: this.#config, store, outage, connect, now: Date.now });
  }

  /** Who comes next is held before the present one ends: no request finds nobody. */
  async #takeOver(made: Composed, stop: Stop): Promise<void> {
    const stopBefore = this.#stopPresent;
    this.#stopPresent = stop;
    holdSavepoint(made.savepoint);
    await stopBefore();
    // Asked to end meanwhile: whoever asked has ended the one before.
    if (this.#ending.signal.aborted) await stop();
  }
}

/** On the console alone, never in the log: who reads that may see the token, and is to be the administrator. */
function tellSetUp({ publicOrigin, port }: Config, token: string): void {
  const url = `${publicOrigin ?? `http://127.0.0.1:${port}`}/login#set-up=${token}`;
  process.stderr.write(
    `Savepoint has no administrator yet. Make the first account with this address, which is good for one:\n  ${url}\n`,
  );
}
