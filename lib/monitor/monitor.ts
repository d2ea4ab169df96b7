import 'server-only';
import type { Action } from '../domain/action/action';
import type { GroupStanding } from '../domain/group/group';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { InstanceView } from '../domain/state/instance-view';
import type { EpochMs } from '../domain/observation/observation';
import type { Approval } from '../domain/action/approval';
import type { Override } from '../domain/action/override';
import type { InLanguage, Words } from '../domain/words/words';
import { log } from '../log/log';
import type { Connect, Timeouts } from '../redis/redis';
import type { Store } from '../store/store';
import { InstanceWatch } from './instance-watch';
import { parseMemory, type OwnBgsaveWatch, type OwnGuardChange } from './memory';
import { dueAfter, tickFor } from './schedule';
import type { Turn } from './turn';
import { TurnKeeper } from './turn-keeper';

export interface MonitorOptions {
  readonly store: Store;
  /** Why there is no store, all life long: nothing is remembered, and nothing can be kept. Null where there is one. */
  readonly outage: string | null;
  readonly connect: Connect;
  readonly timeouts: Timeouts;
  readonly pollIntervalMs: number;
  readonly now: () => EpochMs;
  readonly newId: () => string;
  /** Called after each poll, before anything is kept: the live state waits for no store. */
  readonly onView: (instanceId: string) => void;
  /** Called after each turn was kept, in order of the turns of one instance. */
  readonly onTurn: (instanceId: string, turn: Turn) => void;
  /** Called when the store takes turns again after it did not. */
  readonly onStoreBack: () => void;
}

interface Entry {
  readonly watch: InstanceWatch;
  dueAt: number;
  inFlight: Promise<void> | null;
  holds: number;
  /** Who waits for the end of a turn that begins after they asked. */
  waiting: (() => void)[];
}

/**
 * Polls every instance, each at its own pace, at most one poll of an instance in flight, gathered into shared ticks. A sick
 * instance waits for its own timeouts alone.
 */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #keeper: TurnKeeper;
  #timer: NodeJS.Timeout | null = null;
  /** When a poll ended last, on a clock that nobody sets. */
  #polledAt: number | null = null;
  #stopped = true;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#keeper = new TurnKeeper(options.store, options.outage, options.onStoreBack);
  }

  /** Begins to watch an instance, from what the store remembers of it. */
  async add(instance: RegisteredInstance): Promise<void> {
    const { connect, timeouts, pollIntervalMs, newId, store, outage } = this.#options;
    const target = { endpoint: instance.endpoint, database: instance.database, credentials: instance.observer };
    const watch = new InstanceWatch(instance, connect(target, timeouts), pollIntervalMs, newId);
    const kept = outage === null ? await store.loadMemory(instance.id) : null;
    if (kept !== null) watch.recall(parseMemory(kept.json));
    this.#entries.set(instance.id, { watch, dueAt: 0, inFlight: null, holds: 0, waiting: [] });
    this.#arm();
  }

  /** Stops watching; a poll in flight ends first. */
  async remove(instanceId: string): Promise<void> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined) return;
    this.#entries.delete(instanceId);
    entry.watch.close();
    await entry.inFlight;
    for (const resume of entry.waiting.splice(0)) resume();
  }

  start(): void {
    this.#stopped = false;
    this.#arm();
  }

  /** Stops all polls, keeps what is remembered, closes the connections. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const entry of this.#entries.values()) entry.watch.close();
    await Promise.all([...this.#entries.values()].map((entry) => entry.inFlight));
    for (const entry of this.#entries.values()) for (const resume of entry.waiting.splice(0)) resume();
    for (const entry of this.#entries.values()) await this.#keeper.keepLast(entry.watch, performance.now());
  }

  get running(): boolean {
    return !this.#stopped;
  }

  /** Those that are watched. */
  ids(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(instanceId: string): boolean {
    return this.#entries.has(instanceId);
  }

  /** True while the save of this action is looked for or followed. */
  followsSaveOf(action: Action): boolean {
    const memory = this.watchOf(action.instanceId)?.memory;
    return memory?.own?.actionId === action.id || memory?.running?.actionId === action.id;
  }

  registered(instanceId: string): RegisteredInstance | null {
    return this.#entries.get(instanceId)?.watch.instance ?? null;
  }

  watchOf(instanceId: string): InstanceWatch | null {
    return this.#entries.get(instanceId)?.watch ?? null;
  }

  views(words: Words): readonly InstanceView[] {
    return [...this.#entries.values()].map(({ watch }) => this.#viewOf(watch)(words));
  }

  view(instanceId: string, words: Words): InstanceView | null {
    return this.viewNow(instanceId)?.(words) ?? null;
  }

  /** What is told of an instance as of now, in any language; null when it is not watched. */
  viewNow(instanceId: string): InLanguage<InstanceView> | null {
    const watch = this.watchOf(instanceId);
    return watch === null ? null : this.#viewOf(watch);
  }

  /** Time of the latest facts of each instance that has some. */
  observedAt(): Readonly<Record<string, EpochMs>> {
    const seen = [...this.#entries].flatMap(([id, { watch }]) =>
      watch.latest?.kind === 'facts' ? [[id, watch.latest.at] as const] : [],
    );
    return Object.fromEntries(seen);
  }

  /** Why turns cannot be kept; null while the store takes them. */
  get storeProblem(): string | null {
    return this.#keeper.problem;
  }

  /** Milliseconds since a poll ended last, whichever instance it was of; null before the first. */
  get sincePollMs(): number | null {
    return this.#polledAt === null ? null : performance.now() - this.#polledAt;
  }

  /**
   * Runs `act` while the instance is not polled: no poll sees half of an action, and what `act` tells the monitor is there
   * before the next poll. Polls at once afterwards.
   */
  async whileHeld<T>(instanceId: string, act: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined) return act();
    // What an action did is told from what was just before it. One action after the other does not keep polls from coming, either.
    await this.nextTurn(instanceId);
    entry.holds += 1;
    await entry.inFlight;
    try {
      return await act();
    } finally {
      entry.holds -= 1;
      this.pollNow(instanceId);
    }
  }

  expectSave(instanceId: string, own: Omit<OwnBgsaveWatch, 'missedSince'>): void {
    this.watchOf(instanceId)?.expectSave(own);
  }

  expectGuard(instanceId: string, change: Omit<OwnGuardChange, 'ended'> | null): void {
    this.watchOf(instanceId)?.expectGuard(change);
  }

  endGuard(instanceId: string, actionId: string): void {
    this.watchOf(instanceId)?.endGuard(actionId);
  }

  /** Tells which override is open on an instance. */
  explainGuard(instanceId: string, override: Override | null): void {
    this.watchOf(instanceId)?.explainGuard(override);
  }

  /** Tells what waits for a second person on an instance. */
  tellApproval(instanceId: string, approval: Approval | null): void {
    this.watchOf(instanceId)?.tellApproval(approval);
  }

  /** Tells the number of the incident that is open on an instance. */
  tellIncident(instanceId: string, number: number | null): void {
    this.watchOf(instanceId)?.tellIncident(number);
  }

  /** Tells what the group of an instance announces of it. */
  tellGroup(instanceId: string, standing: GroupStanding): void {
    this.watchOf(instanceId)?.tellGroup(standing);
  }

  /** Polls an instance at the next tick, and quickly for a while. */
  pollNow(instanceId: string): void {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined) return;
    entry.watch.hurry();
    entry.dueAt = 0;
    this.#arm();
  }

  /** Resolves when a turn that begins after this call has ended; at once for an instance that is not watched. */
  async nextTurn(instanceId: string): Promise<void> {
    await this.#turnAfter(instanceId, () => this.pollNow(instanceId));
  }

  /** The same with one poll more and no hurry: for a look that comes with every save. */
  async oneMoreTurn(instanceId: string): Promise<void> {
    await this.#turnAfter(instanceId, (entry) => {
      entry.dueAt = 0;
      this.#arm();
    });
  }

  async #turnAfter(instanceId: string, poll: (entry: Entry) => void): Promise<void> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined || this.#stopped) return;
    await entry.inFlight;
    const ended = new Promise<void>((resolve) => entry.waiting.push(resolve));
    poll(entry);
    await ended;
  }

  #viewOf(watch: InstanceWatch): InLanguage<InstanceView> {
    const failover = watch.failoverAmong(this.#entries.values());
    return watch.viewAt(this.#options.now(), this.storeProblem === null, failover);
  }

  #arm(): void {
    if (this.#stopped) return;
    const waiting = [...this.#entries.values()].filter((entry) => entry.inFlight === null && entry.holds === 0);
    if (waiting.length === 0) return;
    const next = tickFor(Math.min(...waiting.map((entry) => entry.dueAt)));
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, next - performance.now()));
  }

  #tick(): void {
    const now = performance.now();
    for (const entry of this.#entries.values()) {
      if (entry.inFlight !== null || entry.holds > 0 || entry.dueAt > now + 1) continue;
      entry.dueAt = Infinity;
      const waiting = entry.waiting.splice(0);
      entry.inFlight = this.#poll(entry).finally(() => {
        entry.inFlight = null;
        // What the poll found sets the pace; unless someone asked for another at once meanwhile.
        if (entry.dueAt === Infinity) entry.dueAt = dueAfter(now, entry.watch.pollEvery());
        for (const resume of waiting) resume();
        this.#arm();
      });
    }
    this.#arm();
  }

  async #poll(entry: Entry): Promise<void> {
    const id = entry.watch.instance.id;
    try {
      const turn = await entry.watch.poll(this.#options.now);
      this.#polledAt = performance.now();
      if (!this.#entries.has(id)) return;
      this.#options.onView(id);
      await this.#keeper.keep(entry.watch, turn, performance.now());
      if (this.#entries.has(id)) this.#options.onTurn(id, turn);
    } catch (error) {
      log.error({ instance: id, err: error }, 'a turn of the monitor failed');
    }
  }
}
