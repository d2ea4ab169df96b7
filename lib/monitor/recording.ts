import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { log } from '../log/log';
import type { Store } from '../store/store';
import type { InstanceWatch } from './instance-watch';
import { parseMemory } from './memory';
import type { Ticks } from './ticks';
import type { Turn } from './turn';
import { TurnKeeper } from './turn-keeper';

/** So long a look waits at most for what other Savepoints sent, in milliseconds. */
const LEARN_MS = 1000;

export interface RecordingOptions {
  readonly store: Store;
  /** Why there is no store, all life long: nothing is remembered, and nothing can be kept. Null where there is one. */
  readonly outage: string | null;
  /** Resolves once it is known here what others sent to an instance that is recorded here, before what it shows is judged. */
  readonly learn?: (instanceId: string) => Promise<void>;
  /** Called with the first turns of an instance of which nobody had kept anything, once they are kept. */
  readonly onTurn: (instanceId: string, turn: Turn) => void;
  /** Called when the store takes turns again after it did not. */
  readonly onStoreBack: () => void;
}

/** Which of the watched instances are recorded here, and what is kept of them. Everything is where nobody shares the store. */
export class Recording {
  readonly #options: RecordingOptions;
  readonly #ticks: Ticks;
  readonly #watchOf: (instanceId: string) => InstanceWatch | null;
  readonly #keeper: TurnKeeper;
  /** What is seen of these is kept here, and nowhere else. */
  readonly #recorded = new WeakSet<InstanceWatch>();

  constructor(options: RecordingOptions, ticks: Ticks, watchOf: (instanceId: string) => InstanceWatch | null) {
    this.#options = options;
    this.#ticks = ticks;
    this.#watchOf = watchOf;
    this.#keeper = new TurnKeeper(options.store, options.outage, options.onStoreBack);
  }

  /** Why turns cannot be kept; null while the store takes them. */
  get problem(): string | null {
    return this.#keeper.problem ?? this.#options.store.members?.problem ?? null;
  }

  has(watch: InstanceWatch): boolean {
    return this.#recorded.has(watch);
  }

  /** Tells a new watch what the store remembers of its instance. */
  async recall(watch: InstanceWatch): Promise<void> {
    const { store, outage } = this.#options;
    const kept = outage === null ? await store.loadMemory(watch.instance.id) : null;
    if (kept !== null) watch.recall(parseMemory(kept));
    if (store.members === null) this.#recorded.add(watch);
  }

  /** Keeps what a turn found of an instance that is recorded here; `now` is monotonic, in milliseconds. */
  keep(watch: InstanceWatch, turn: Turn, now: number): Promise<void> {
    return this.#keeper.keep(watch, turn, now);
  }

  /** Nothing of this instance is under way to the store when it resolves. */
  holdBack(watch: InstanceWatch): Promise<void> {
    return this.#keeper.holdBack(watch);
  }

  /** Writes all that is remembered of those that are recorded here: nothing more will come. */
  async keepLast(watches: readonly InstanceWatch[]): Promise<void> {
    await this.#keeper.keepLast(watches.filter((watch) => this.has(watch)));
  }

  /** Records an instance from now on, from what whoever did so before has kept. `prepare` is awaited before the next poll. */
  async begin(instanceId: string, prepare: () => Promise<void>): Promise<void> {
    const watch = this.#watchOf(instanceId);
    if (watch === null || this.has(watch)) return;
    await this.#ticks.between(instanceId, async () => {
      const kept = await this.#options.store.loadMemory(instanceId);
      const early = kept === null ? watch.beginHere() : [];
      if (kept !== null) watch.goOnFrom(parseMemory(kept));
      await prepare();
      this.#recorded.add(watch);
      for (const turn of early) {
        await this.keep(watch, turn, performance.now());
        this.#options.onTurn(instanceId, turn);
      }
    });
  }

  /** Keeps what was seen of an instance, and records it no more. False where the store did not take it: then it is recorded on. */
  async end(instanceId: string): Promise<boolean> {
    const watch = this.#watchOf(instanceId);
    if (watch === null || !this.has(watch)) return true;
    return this.#ticks.between(instanceId, async () => {
      await this.#keeper.holdBack(watch);
      await this.#keeper.keepAll([watch]);
      if (!watch.hasUnkept) this.#recorded.delete(watch);
      return !this.has(watch);
    });
  }

  /** Records an instance no more, whatever waits to be kept: somebody else does. */
  drop(instanceId: string): void {
    const watch = this.#watchOf(instanceId);
    if (watch === null) return;
    this.forget(watch);
    watch.giveUp();
  }

  /** Keeps nothing more of one that is recorded elsewhere, or watched no more. */
  forget(watch: InstanceWatch): void {
    this.#recorded.delete(watch);
    this.#keeper.forget(watch);
  }

  /** Never rejects, and not for long: where the store does not answer, nobody else can have begun anything, and looks wait for no store. */
  async learn(watch: InstanceWatch): Promise<void> {
    const { learn } = this.#options;
    if (learn === undefined || !this.has(watch) || this.problem !== null) return;
    const failed = (error: unknown): void =>
      log.warn({ instance: watch.instance.id, err: error }, 'what other Savepoints sent is not known');
    const ended = new AbortController();
    await Promise.race([
      learn(watch.instance.id).catch(failed),
      pause(LEARN_MS, undefined, { signal: ended.signal }).catch(() => undefined),
    ]);
    ended.abort();
  }
}
