import 'server-only';
import type { Action } from '../domain/action/action';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { InstanceView } from '../domain/state/instance-view';
import type { EpochMs } from '../domain/observation/observation';
import type { Override } from '../domain/action/override';
import type { InLanguage, Words } from '../domain/words/words';
import type { Connect, Timeouts } from '../redis/redis';
import { targetOf } from '../redis/target';
import { InstanceWatch } from './instance-watch';
import { Recording, type RecordingOptions } from './recording';
import { SaveFollower } from './save-follower';
import { Ticks } from './ticks';
import { Turns, type TurnsOptions } from './turns';
import { Views } from './views';

export interface MonitorOptions extends RecordingOptions, TurnsOptions {
  readonly connect: Connect;
  readonly timeouts: Timeouts;
  readonly pollIntervalMs: number;
  readonly newId: () => string;
}

interface Watched {
  readonly watch: InstanceWatch;
  readonly follower: SaveFollower;
}

/** Watches every instance: polls it, tells what it shows, and has that kept. A sick instance waits for its own timeouts alone. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #ticks: Ticks;
  /** Who records which instance is decided elsewhere, and told here. */
  readonly recording: Recording;
  readonly #views: Views;
  readonly #turns: Turns;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#ticks = new Ticks(options.pollIntervalMs);
    this.recording = new Recording(options, this.#ticks, (id) => this.watchOf(id));
    this.#views = new Views(this.#watched, options.now, () => this.storeProblem === null);
    this.#turns = new Turns(options, this.recording, this.#views, (id) => this.has(id));
  }

  /** Begins to watch an instance, from what the store remembers of it. */
  async add(instance: RegisteredInstance): Promise<void> {
    const { connect, timeouts, pollIntervalMs, newId, store } = this.#options;
    const connection = connect(targetOf(instance, instance.observer), timeouts);
    const watch = new InstanceWatch(instance, connection, pollIntervalMs, newId);
    await this.recording.recall(watch);
    const follower = new SaveFollower({
      intervalMs: pollIntervalMs,
      name: () => watch.followedSave,
      hasMoved: () => watch.saveHasMoved(),
      poll: () => this.nextTurn(instance.id),
    });
    this.#watched.set(instance.id, { watch, follower });
    const hearer = this.#turns.hearerOf(watch);
    this.#ticks.add(instance.id, {
      poll: () => this.#turns.take(watch, hearer),
      pollEvery: () => watch.pollEvery(),
      rest: () => follower.follow(),
    });
    store.members?.stir();
  }

  /** Stops watching; a poll in flight ends first. */
  async remove(instanceId: string): Promise<void> {
    const watched = this.#watched.get(instanceId);
    if (watched === undefined) return;
    this.#watched.delete(instanceId);
    this.#views.forget(instanceId);
    const ended = this.#ticks.remove(instanceId);
    close(watched);
    await ended;
    // What was gathered would bring back what the store has just forgotten.
    await this.recording.holdBack(watched.watch);
    this.recording.forget(watched.watch);
    this.#options.store.members?.stir();
  }

  start(): void {
    this.#ticks.start();
  }

  /** Stops all polls, keeps what is remembered, closes the connections. */
  async stop(): Promise<void> {
    const ended = this.#ticks.stop();
    for (const watched of this.#watched.values()) close(watched);
    await ended;
    // Those that are watched still: what is removed meanwhile is forgotten.
    await this.recording.keepLast([...this.#watched.values()].map(({ watch }) => watch));
  }

  get running(): boolean {
    return this.#ticks.running;
  }

  /** Is what is seen of an instance kept here? */
  records(instanceId: string): boolean {
    const watch = this.watchOf(instanceId);
    return watch !== null && this.recording.has(watch);
  }

  /** Those that are watched. */
  ids(): readonly string[] {
    return [...this.#watched.keys()];
  }

  has(instanceId: string): boolean {
    return this.#watched.has(instanceId);
  }

  /** True while the save of this action is looked for or followed. */
  followsSaveOf(action: Action): boolean {
    const memory = this.watchOf(action.instanceId)?.memory;
    return memory?.own?.actionId === action.id || memory?.running?.actionId === action.id;
  }

  registered(instanceId: string): RegisteredInstance | null {
    return this.watchOf(instanceId)?.instance ?? null;
  }

  watchOf(instanceId: string): InstanceWatch | null {
    return this.#watched.get(instanceId)?.watch ?? null;
  }

  views(words: Words): readonly InstanceView[] {
    return this.#views.all().map((view) => view(words));
  }

  view(instanceId: string, words: Words): InstanceView | null {
    return this.viewNow(instanceId)?.(words) ?? null;
  }

  /** What is told of an instance as of now, in any language; null when it is not watched. */
  viewNow(instanceId: string): InLanguage<InstanceView> | null {
    const watch = this.watchOf(instanceId);
    return watch === null ? null : this.#views.of(watch);
  }

  /** Time of the latest facts of each instance that has some. */
  observedAt(): Readonly<Record<string, EpochMs>> {
    const seen = [...this.#watched].flatMap(([id, { watch }]) =>
      watch.latest?.kind === 'facts' ? [[id, watch.latest.at] as const] : [],
    );
    return Object.fromEntries(seen);
  }

  /** Why turns cannot be kept; null while the store takes them. */
  get storeProblem(): string | null {
    return this.recording.problem;
  }

  /** Milliseconds since a poll ended last, whichever instance it was of; null before the first. */
  get sincePollMs(): number | null {
    return this.#turns.sincePollMs;
  }

  /**
   * Runs `act` while the instance is not polled: no poll sees half of an action, and what `act` tells the monitor is there
   * before the next poll. Polls at once afterwards.
   */
  async whileHeld<T>(instanceId: string, act: () => Promise<T>): Promise<T> {
    const watch = this.watchOf(instanceId);
    if (watch === null) return act();
    // What an action did is told from what was just before it. One action after the other does not keep polls from coming, either.
    await this.nextTurn(instanceId);
    return this.#ticks.between(instanceId, async () => {
      await this.recording.holdBack(watch);
      return act();
    });
  }

  /** Tells which override is open on an instance. */
  explainGuard(instanceId: string, override: Override | null): void {
    this.watchOf(instanceId)?.explainGuard(override);
    this.#views.seeOverride(instanceId, override);
  }

  /** Resolves when a turn that begins after this call has ended; at once for an instance that is not watched. */
  nextTurn(instanceId: string): Promise<void> {
    return this.#ticks.nextTurn(instanceId);
  }

  /** The same with no hurry: for a look that comes with every save. */
  oneMoreTurn(instanceId: string): Promise<void> {
    return this.#ticks.oneMoreTurn(instanceId);
  }
}

function close({ watch, follower }: Watched): void {
  follower.close();
  watch.close();
}
