import 'server-only';
import type { RegisteredInstance } from '../domain/instance/instance';
import { log } from '../log/log';
import { FollowedLog, type LogsParts } from './followed-log';

/** From one look at each log to the next, in milliseconds. A look at one that did not change is one call of `stat`. */
const EVERY_MS = 500;

interface Entry {
  followed: FollowedLog;
  readonly reopened: () => FollowedLog;
  /** Somebody else read it on meanwhile. */
  isBehind: boolean;
  looking: Promise<void> | null;
  /** The store did not take it: told once. */
  hasFailed: boolean;
}

/** Follows the logs that the configuration names. A log that is slow or long holds up no other. */
export class Logs {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #isOurs: (instanceId: string) => boolean;
  #timer: NodeJS.Timeout | null = null;

  /** `isOurs`: is the instance recorded here? Else its log is another Savepoint's to read. */
  constructor(instances: readonly RegisteredInstance[], parts: LogsParts, isOurs: (instanceId: string) => boolean) {
    this.#isOurs = isOurs;
    const named = instances.flatMap((instance) =>
      instance.log === undefined ? [] : [{ instance, file: instance.log }],
    );
    this.#entries = new Map(
      named.map(({ instance, file }) => {
        const reopened = (): FollowedLog => new FollowedLog(instance, file, parts);
        return [instance.id, { followed: reopened(), reopened, isBehind: false, looking: null, hasFailed: false }];
      }),
    );
  }

  start(): void {
    if (this.#entries.size === 0) return;
    this.#timer = setInterval(() => this.#lookAtAll(), EVERY_MS);
    this.#lookAtAll();
  }

  /** Why logs are not read now, a sentence each. */
  problems(): readonly string[] {
    return [...this.#entries.values()].flatMap(({ followed }) => followed.problem ?? []);
  }

  /** Is the log of this instance being read? */
  isRead(instanceId: string): boolean {
    return this.#entries.get(instanceId)?.followed.isRead === true;
  }

  /** Saves of an instance were observed. */
  stir(instanceId: string): void {
    this.#entries.get(instanceId)?.followed.stir();
  }

  /** Ends all looks and keeps how far the logs were read. The monitor is to have stopped by then: looks wait for it. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const [id, entry] of this.#entries) {
      const { followed } = entry;
      await followed.close();
      await entry.looking;
      if (this.#isOurs(id)) await followed.keep(performance.now()).catch((error: unknown) => failed(id, entry, error));
    }
  }

  async #look(id: string, entry: Entry): Promise<void> {
    if (this.#isOurs(id)) return follow(entry);
    entry.isBehind = true;
  }

  #lookAtAll(): void {
    for (const [id, entry] of this.#entries) {
      entry.looking ??= this.#look(id, entry)
        .then(() => void (entry.hasFailed = false))
        .catch((error: unknown) => failed(id, entry, error))
        .finally(() => {
          entry.looking = null;
        });
    }
  }
}

async function follow(entry: Entry): Promise<void> {
  if (entry.isBehind) {
    await entry.followed.close();
    entry.followed = entry.reopened();
    entry.isBehind = false;
  }
  await entry.followed.look(performance.now());
}

function failed(instance: string, entry: Entry, error: unknown): void {
  if (!entry.hasFailed) log.error({ instance, err: error }, 'what the log told could not be kept');
  entry.hasFailed = true;
}
