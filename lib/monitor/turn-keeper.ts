import 'server-only';
import { log } from '../log/log';
import type { Store } from '../store/store';
import type { InstanceWatch } from './instance-watch';
import { NOTHING_FOUND, type Turn } from './turn';

/** What is remembered goes to the store at least this often, so that a crash leaves a short gap. */
const KEEP_EVERY_MS = 5000;

/** Puts turns into the store. What a failing store does not take is offered again with a later turn. */
export class TurnKeeper {
  readonly #store: Store;
  readonly #onStoreBack: () => void;
  /** When something was last offered to the store, on the monotonic clock. */
  readonly #triedAt = new WeakMap<InstanceWatch, number>();
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

  /** Writes only what must be kept: saves and events at once, the memory every few seconds. `now` is monotonic, in milliseconds. */
  async keep(watch: InstanceWatch, turn: Turn, now: number): Promise<void> {
    const urgent = turn.saves.length > 0 || turn.events.length > 0;
    if (urgent || now - (this.#triedAt.get(watch) ?? -Infinity) >= KEEP_EVERY_MS) await this.#offer(watch, turn, now);
  }

  /** Writes all that is remembered: nothing more will come. */
  async keepLast(watch: InstanceWatch, now: number): Promise<void> {
    await this.#offer(watch, { ...NOTHING_FOUND, memory: watch.memory }, now);
  }

  async #offer(watch: InstanceWatch, turn: Turn, now: number): Promise<void> {
    this.#triedAt.set(watch, now);
    try {
      await this.#store.recordTurn(watch.instance.id, watch.toKeep(turn));
      watch.kept();
      if (this.#problem !== null) this.#onStoreBack();
      this.#problem = null;
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : 'The store did not answer.';
      log.error({ instance: watch.instance.id, err: error }, 'history could not be kept');
    }
  }
}
