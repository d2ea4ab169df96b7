import 'server-only';
import { log } from '../log/log';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';
import type { InstanceWatch } from './instance-watch';
import { NOTHING_FOUND, type Turn } from './turn';

/** What is remembered goes to the store at least this often, so that a crash leaves a short gap. */
const KEEP_EVERY_MS = 5000;

/** Memories of one commit at most: whoever else writes waits for it. */
const TOGETHER = 500;

/** How long memories are gathered: each commit is synced to disk, and a fleet would else wait for hundreds of them a second. */
const GATHER_MS = 500;

type Offered = readonly [watch: InstanceWatch, turn: Turn];

/** Puts turns into the store. What a failing store does not take is offered again with a later turn. */
export class TurnKeeper {
  readonly #store: Store;
  readonly #onStoreBack: () => void;
  /** When something was last offered to the store, on the monotonic clock. */
  readonly #triedAt = new WeakMap<InstanceWatch, number>();
  /** Turns in which nothing happened, to be kept with the next that are. */
  readonly #gathered = new Map<InstanceWatch, Turn>();
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
      return this.#write([[watch, turn]]);
    }
    this.#gathered.set(watch, turn);
    this.#timer ??= setTimeout(() => void this.#writeGathered(), GATHER_MS).unref();
  }

  /** Nothing of this instance is under way to the store when it resolves; what was to be kept is kept with a later turn. */
  async holdBack(watch: InstanceWatch): Promise<void> {
    if (this.#gathered.delete(watch)) this.#triedAt.delete(watch);
    await this.#writing;
  }

  /** Somebody else records this instance: nothing of it is offered any more, and that it was not taken is no problem. */
  forget(watch: InstanceWatch): void {
    this.#gathered.delete(watch);
    this.#problem = null;
  }

  /** Writes all that is remembered: nothing more will come. */
  async keepLast(watches: readonly InstanceWatch[]): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#gathered.clear();
    await this.keepAll(watches);
  }

  /** Writes now what is remembered of these. */
  async keepAll(watches: readonly InstanceWatch[]): Promise<void> {
    await this.#write(watches.map((watch) => [watch, { ...NOTHING_FOUND, memory: watch.memory }]));
  }

  async #writeGathered(): Promise<void> {
    this.#timer = null;
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    for (let from = 0; from < gathered.length; from += TOGETHER)
      void this.#write(gathered.slice(from, from + TOGETHER));
    await this.#writing;
  }

  #write(turns: readonly Offered[]): Promise<void> {
    if (turns.length > 0) this.#writing = this.#writing.then(() => this.#offer(turns));
    return this.#writing;
  }

  async #offer(turns: readonly Offered[]): Promise<void> {
    try {
      await this.#store.recordTurns(turns.map(([watch, turn]) => [watch.instance.id, watch.toKeep(turn)]));
      for (const [watch] of turns) watch.kept();
      if (this.#problem !== null) this.#onStoreBack();
      this.#problem = null;
    } catch (error) {
      if (error instanceof StoreError && error.code === 'taken') return this.#offerWithoutTaken(turns);
      this.#problem = error instanceof Error ? error.message : 'The store did not answer.';
      const [first] = turns;
      log.error({ instance: first?.[0].instance.id, instances: turns.length, err: error }, 'history could not be kept');
    }
  }

  /** Some of them somebody else records by now, or they are removed, and the others are kept: the membership tells which are not recorded here, and its own end. */
  async #offerWithoutTaken(turns: readonly Offered[]): Promise<void> {
    const [first] = turns;
    if (turns.length === 1) {
      log.warn(
        { instance: first?.[0].instance.id },
        'history was not kept here: another Savepoint records the instance',
      );
      return;
    }
    const half = Math.ceil(turns.length / 2);
    await this.#offer(turns.slice(0, half));
    await this.#offer(turns.slice(half));
  }
}
