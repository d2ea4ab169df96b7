import 'server-only';
import { log } from '../log/log';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';
import type { InstanceWatch } from './instance-watch';
import type { Turn } from './turn';

/** What is remembered goes to the store at least this often, so that a crash leaves a short gap. */
const KEEP_EVERY_MS = 5000;

/** Memories of one commit at most: whoever else writes waits for it. */
const TOGETHER = 500;

/** How long memories are gathered: each commit is synced to disk, and a fleet would else wait for hundreds of them a second. */
const GATHER_MS = 500;

/** Puts turns into the store. What a failing store does not take is offered again with a later turn. */
export class TurnKeeper {
  readonly #store: Store;
  readonly #onStoreBack: () => void;
  /** When something was last offered to the store, on the monotonic clock. */
  readonly #triedAt = new WeakMap<InstanceWatch, number>();
  /** Of these nothing happened: what is remembered of them is kept with the next that are. */
  readonly #gathered = new Set<InstanceWatch>();
  /** Of these the store did not take what was offered last. */
  readonly #refused = new Set<InstanceWatch>();
  #timer: NodeJS.Timeout | null = null;
  /** One after the other: what is offered twice is known to be kept or not by then. */
  #writing: Promise<void> = Promise.resolve();
  #problem: string | null;

  /** `problem`: why nothing can be kept from the start. `onStoreBack` is called when the store takes turns again after it did not. */
  constructor(store: Store, problem: string | null, onStoreBack: () => void) {
    this.#store = store;
    this.#problem = problem;
    this.#onStoreBack = onStoreBack;
  }

  /** Why turns cannot be kept; null while the store takes them. */
  get problem(): string | null {
    return this.#problem;
  }

  /**
   * Keeps only what must be: saves and events before it resolves, the memory every few seconds, together with those of others. `now` is
   * monotonic, in milliseconds.
   */
  async keep(watch: InstanceWatch, turn: Turn, now: number): Promise<void> {
    const urgent = turn.saves.length > 0 || turn.events.length > 0;
    if (!urgent && now - (this.#triedAt.get(watch) ?? -Infinity) < KEEP_EVERY_MS) return;
    this.#triedAt.set(watch, now);
    if (urgent) {
      this.#gathered.delete(watch);
      return this.#write([watch]);
    }
    this.#gathered.add(watch);
    this.#timer ??= setTimeout(() => void this.#writeGathered(), GATHER_MS).unref();
  }

  /** Nothing of this instance is under way to the store when it resolves; what was to be kept is kept with a later turn. */
  async holdBack(watch: InstanceWatch): Promise<void> {
    if (this.#gathered.delete(watch)) this.#triedAt.delete(watch);
    await this.#writing;
  }

  /** Somebody else records this instance, or nobody: nothing of it is offered any more, and that it was not taken is no problem. */
  forget(watch: InstanceWatch): void {
    this.#gathered.delete(watch);
    if (this.#refused.delete(watch) && this.#refused.size === 0) this.#problem = null;
  }

  /** Writes all that is remembered: nothing more will come. */
  async keepLast(watches: readonly InstanceWatch[]): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#gathered.clear();
    await this.keepAll(watches);
  }

  /** Writes now what is remembered of these. */
  async keepAll(watches: readonly InstanceWatch[]): Promise<void> {
    await this.#write(watches);
  }

  async #writeGathered(): Promise<void> {
    this.#timer = null;
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    await this.#write(gathered);
  }

  #write(watches: readonly InstanceWatch[]): Promise<void> {
    for (let from = 0; from < watches.length; from += TOGETHER) {
      const part = watches.slice(from, from + TOGETHER);
      this.#writing = this.#writing.then(() => this.#offer(part));
    }
    return this.#writing;
  }

  async #offer(watches: readonly InstanceWatch[]): Promise<void> {
    try {
      await this.#store.recordTurns(watches.map((watch) => [watch.instance.id, watch.toKeep()]));
      this.#taken(watches);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'taken') return this.#offerWithoutTaken(watches);
      this.#problem = error instanceof Error ? error.message : 'The store did not answer.';
      for (const watch of watches) this.#refused.add(watch);
      const [first] = watches;
      log.error({ instance: first?.instance.id, instances: watches.length, err: error }, 'history could not be kept');
    }
  }

  /** The store is back once it takes what it refused: that it takes others in between is no sign of it. */
  #taken(watches: readonly InstanceWatch[]): void {
    for (const watch of watches) {
      watch.kept();
      this.#refused.delete(watch);
    }
    if (this.#problem === null || this.#refused.size > 0) return;
    this.#problem = null;
    this.#onStoreBack();
  }

  /** Some of them somebody else records by now, or they are removed, and the others are kept: the membership tells which are not recorded here, and its own end. */
  async #offerWithoutTaken(watches: readonly InstanceWatch[]): Promise<void> {
    const [first] = watches;
    if (first !== undefined && watches.length === 1) {
      this.forget(first);
      log.warn({ instance: first.instance.id }, 'history was not kept here: another Savepoint records the instance');
      return;
    }
    const half = Math.ceil(watches.length / 2);
    await this.#offer(watches.slice(0, half));
    await this.#offer(watches.slice(half));
  }
}
