import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
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
import { targetOf } from '../redis/target';
import type { Store } from '../store/store';
import { InstanceWatch, type Beside, type Hearer } from './instance-watch';
import { BLANK_MEMORY, parseMemory, type OwnBgsaveWatch, type OwnGuardChange } from './memory';
import { Runs } from './runs';
import { SaveFollower } from './save-follower';
import { beatOf, dueAfter, EARLY_MS, tickFor, type Beat } from './schedule';
import type { Turn } from './turn';
import { TurnKeeper } from './turn-keeper';

/** So long a look waits at most for what other Savepoints sent, in milliseconds. */
const LEARN_MS = 1000;

export interface MonitorOptions {
  readonly store: Store;
  /** Why there is no store, all life long: nothing is remembered, and nothing can be kept. Null where there is one. */
  readonly outage: string | null;
  readonly connect: Connect;
  readonly timeouts: Timeouts;
  readonly pollIntervalMs: number;
  readonly now: () => EpochMs;
  readonly newId: () => string;
  /** Called with each poll, with what is told then, before anything is kept: the live state waits for no store. */
  readonly onView: (told: InLanguage<InstanceView>) => void;
  /** Called after each turn was kept, in order of the turns of one instance. */
  readonly onTurn: (instanceId: string, turn: Turn) => void;
  /** Called after each turn of an instance that somebody else records: nothing of it is kept. Absent: everything is recorded here. */
  readonly onFollowed?: (instanceId: string, turn: Turn) => void;
  /** Resolves once it is known here what others sent to an instance that is recorded here, before what it shows is judged. */
  readonly learn?: (instanceId: string) => Promise<void>;
  /** Called when the store takes turns again after it did not. */
  readonly onStoreBack: () => void;
}

interface Entry {
  readonly watch: InstanceWatch;
  readonly follower: SaveFollower;
  readonly hearer: Hearer;
  readonly beat: Beat;
  dueAt: number;
  inFlight: Promise<void> | null;
  holds: number;
  /** What is seen of it is kept here, and nowhere else. */
  isRecorded: boolean;
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
  /** When that fires, on the monotonic clock. */
  #armedFor = Infinity;
  #added = 0;
  /** Those with an override. */
  readonly #overridden = new Set<string>();
  readonly #runs = new Runs();
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
    const connection = connect(targetOf(instance, instance.observer), timeouts);
    const watch = new InstanceWatch(instance, connection, pollIntervalMs, newId);
    const kept = outage === null ? await store.loadMemory(instance.id) : null;
    if (kept !== null) watch.recall(parseMemory(kept.json));
    const follower = new SaveFollower({
      intervalMs: pollIntervalMs,
      name: () => watch.followedSave,
      hasMoved: () => watch.saveHasMoved(),
      poll: () => this.nextTurn(instance.id),
    });
    const beat = beatOf(this.#added, pollIntervalMs);
    this.#added += 1;
    this.#entries.set(instance.id, {
      watch,
      follower,
      hearer: this.#hearerOf(watch),
      beat,
      dueAt: 0,
      inFlight: null,
      holds: 0,
      isRecorded: store.members === null,
      waiting: [],
    });
    this.#armFor(0);
    store.members?.stir();
  }

  /** Stops watching; a poll in flight ends first. */
  async remove(instanceId: string): Promise<void> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined) return;
    this.#entries.delete(instanceId);
    this.#overridden.delete(instanceId);
    this.#runs.forget(instanceId);
    close(entry);
    await entry.inFlight;
    // What was gathered would bring back what the store has just forgotten.
    await this.#keeper.holdBack(entry.watch);
    for (const resume of entry.waiting.splice(0)) resume();
    this.#options.store.members?.stir();
  }

  start(): void {
    this.#stopped = false;
    this.#armFor(0);
  }

  /** Stops all polls, keeps what is remembered, closes the connections. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const entry of this.#entries.values()) close(entry);
    await Promise.all([...this.#entries.values()].map((entry) => entry.inFlight));
    for (const entry of this.#entries.values()) for (const resume of entry.waiting.splice(0)) resume();
    const recorded = [...this.#entries.values()].filter(({ isRecorded }) => isRecorded);
    await this.#keeper.keepLast(recorded.map(({ watch }) => watch));
  }

  /** Is what is seen of an instance kept here? */
  records(instanceId: string): boolean {
    return this.#entries.get(instanceId)?.isRecorded === true;
  }

  /** Records an instance from now on, from what whoever did so before has kept. `prepare` is awaited before the next poll. */
  async beginRecording(instanceId: string, prepare: () => Promise<void>): Promise<void> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined || entry.isRecorded) return;
    await this.#betweenPolls(entry, async () => {
      const kept = await this.#options.store.loadMemory(instanceId);
      // What was seen here before is nobody's history: where nothing is kept, the next look is the first.
      entry.watch.goOnFrom(kept === null ? BLANK_MEMORY : parseMemory(kept.json));
      await prepare();
      entry.isRecorded = true;
    });
  }

  /** Keeps what was seen of an instance, and records it no more. False where the store did not take it: then it is recorded on. */
  async endRecording(instanceId: string): Promise<boolean> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined || !entry.isRecorded) return true;
    return this.#betweenPolls(entry, async () => {
      await this.#keeper.holdBack(entry.watch);
      await this.#keeper.keepAll([entry.watch]);
      entry.isRecorded = entry.watch.hasUnkept;
      return !entry.isRecorded;
    });
  }

  /** Records an instance no more, whatever waits to be kept: somebody else does. */
  dropRecording(instanceId: string): void {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined) return;
    entry.isRecorded = false;
    this.#keeper.forget(entry.watch);
    entry.watch.kept();
  }

  async #betweenPolls<T>(entry: Entry, work: () => Promise<T>): Promise<T> {
    entry.holds += 1;
    try {
      await entry.inFlight;
      return await work();
    } finally {
      entry.holds -= 1;
      this.pollNow(entry.watch.instance.id);
    }
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
    return this.#keeper.problem ?? this.#options.store.members?.problem ?? null;
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
    await this.#keeper.holdBack(entry.watch);
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

  /** A BGSAVE of ours was not begun after all: a save that is seen is somebody else's. */
  forgetSave(instanceId: string, actionId: string): void {
    this.watchOf(instanceId)?.forgetSave(actionId);
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
    if (override === null) this.#overridden.delete(instanceId);
    else this.#overridden.add(instanceId);
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

  /** Polls an instance now, or as soon as it may be polled: somebody waits for what it shows. */
  pollNow(instanceId: string): void {
    const entry = this.#entries.get(instanceId);
    if (entry !== undefined) this.#beginNow(entry);
  }

  /** Resolves when a turn that begins after this call has ended; at once for an instance that is not watched. */
  async nextTurn(instanceId: string): Promise<void> {
    await this.#turnAfter(instanceId, (entry) => this.#beginNow(entry));
  }

  /** The same with no hurry: for a look that comes with every save. */
  async oneMoreTurn(instanceId: string): Promise<void> {
    await this.#turnAfter(instanceId, (entry) => {
      entry.dueAt = 0;
      this.#armFor(0);
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
    return watch.viewAt(this.#options.now(), this.#beside(watch));
  }

  #beside(watch: InstanceWatch): Beside {
    // Each would look at each of the others with every poll.
    const failover = this.#overridden.size === 0 ? null : watch.failoverAmong(this.#entries.values());
    const twins = this.#runs.othersOf(watch.instance.id).flatMap((id) => this.registered(id)?.name ?? []);
    return { recording: this.storeProblem === null, failover, twins };
  }

  /** Sees to it that a tick comes for what is due at `dueAt`. */
  #armFor(dueAt: number): void {
    if (this.#stopped) return;
    const now = performance.now();
    const at = Math.max(tickFor(dueAt), now);
    if (at >= this.#armedFor) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#armedFor = at;
    this.#timer = setTimeout(() => this.#tick(), at - now);
  }

  #tick(): void {
    this.#timer = null;
    this.#armedFor = Infinity;
    const now = performance.now();
    let next = Infinity;
    for (const entry of this.#entries.values()) {
      if (entry.inFlight !== null || entry.holds > 0) continue;
      if (entry.dueAt <= now + EARLY_MS) this.#begin(entry, now);
      else next = Math.min(next, entry.dueAt);
    }
    if (next !== Infinity) this.#armFor(next);
  }

  /** What is polled or held just now is polled again as soon as that is over. */
  #beginNow(entry: Entry): void {
    if (this.#stopped || entry.inFlight !== null || entry.holds > 0) entry.dueAt = 0;
    else this.#begin(entry, performance.now());
  }

  #begin(entry: Entry, now: number): void {
    entry.dueAt = Infinity;
    const waiting = entry.waiting.splice(0);
    entry.inFlight = this.#poll(entry).finally(() => {
      entry.inFlight = null;
      for (const resume of waiting) resume();
      if (this.#entries.get(entry.watch.instance.id) !== entry) return;
      // What the poll found sets the pace; unless someone asked for another at once meanwhile.
      if (entry.dueAt === 0) return this.#beginNow(entry);
      entry.dueAt = dueAfter(now, entry.watch.pollEvery(), entry.beat);
      this.#armFor(entry.dueAt);
      entry.follower.follow();
    });
  }

  /** Never rejects, and not for long: where the store does not answer, nobody else can have begun anything, and looks wait for no store. */
  async #learn(instanceId: string): Promise<void> {
    const { learn } = this.#options;
    if (learn === undefined || this.storeProblem !== null) return;
    const failed = (error: unknown): void =>
      log.warn({ instance: instanceId, err: error }, 'what other Savepoints sent is not known');
    const ended = new AbortController();
    await Promise.race([
      learn(instanceId).catch(failed),
      pause(LEARN_MS, undefined, { signal: ended.signal }).catch(() => undefined),
    ]);
    ended.abort();
  }

  async #poll(entry: Entry): Promise<void> {
    const { watch } = entry;
    const { id } = watch.instance;
    try {
      const turn = await watch.poll(this.#options.now, entry.hearer);
      this.#polledAt = performance.now();
      if (!this.#entries.has(id)) return;
      if (!entry.isRecorded) {
        watch.kept();
        return this.#options.onFollowed?.(id, turn);
      }
      await this.#keeper.keep(watch, turn, performance.now());
      if (this.#entries.has(id)) this.#options.onTurn(id, turn);
    } catch (error) {
      log.error({ instance: id, err: error }, 'a turn of the monitor failed');
    }
  }

  #hearerOf(watch: InstanceWatch): Hearer {
    const { id } = watch.instance;
    return {
      learn: () => (this.records(id) ? this.#learn(id) : Promise.resolve()),
      beside: () => {
        const { latest } = watch;
        // Which process it shows now counts for the others as well.
        if (this.#entries.has(id)) this.#runs.see(id, latest?.kind === 'facts' ? latest.facts.server.runId : null);
        return this.#beside(watch);
      },
      tell: (view) => {
        if (this.#entries.has(id)) this.#options.onView(view);
      },
    };
  }
}

function close({ watch, follower }: Entry): void {
  follower.close();
  watch.close();
}
