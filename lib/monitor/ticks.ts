import 'server-only';
import { beatOf, dueAfter, EARLY_MS, tickFor, type Beat } from './schedule';

/** What is polled at a pace of its own. */
export interface Paced {
  /** Polls once. Never rejects. */
  poll(): Promise<void>;
  /** Milliseconds from the start of the poll that has just ended to that of the next. */
  pollEvery(): number;
  /** Called after each poll that is not followed by another at once. */
  rest(): void;
}

interface Entry {
  readonly id: string;
  readonly paced: Paced;
  readonly beat: Beat;
  dueAt: number;
  inFlight: Promise<void> | null;
  holds: number;
  /** Who waits for the end of a turn that begins after they asked. */
  waiting: (() => void)[];
}

/** When each instance is polled: each at its own pace, at most one poll of an instance in flight, gathered into shared ticks. */
export class Ticks {
  readonly #intervalMs: number;
  readonly #entries = new Map<string, Entry>();
  #timer: NodeJS.Timeout | null = null;
  /** When that fires, on the monotonic clock. */
  #armedFor = Infinity;
  #added = 0;
  #stopped = true;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  get running(): boolean {
    return !this.#stopped;
  }

  start(): void {
    this.#stopped = false;
    this.#armFor(0);
  }

  /** No poll begins any more. Resolves when those in flight have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const entries = [...this.#entries.values()];
    await Promise.all(entries.map(({ inFlight }) => inFlight));
    for (const entry of entries) resume(entry.waiting.splice(0));
  }

  /** Polls it from now on, at once for the first time. */
  add(instanceId: string, paced: Paced): void {
    const beat = beatOf(this.#added, this.#intervalMs);
    this.#added += 1;
    this.#entries.set(instanceId, { id: instanceId, paced, beat, dueAt: 0, inFlight: null, holds: 0, waiting: [] });
    this.#armFor(0);
  }

  /** Polls it no more. Resolves when a poll in flight has ended. */
  async remove(instanceId: string): Promise<void> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined) return;
    this.#entries.delete(instanceId);
    await entry.inFlight;
    resume(entry.waiting.splice(0));
  }

  /** Polls now, or as soon as it may be polled: somebody waits for what it shows. */
  pollNow(instanceId: string): void {
    const entry = this.#entries.get(instanceId);
    if (entry !== undefined) this.#beginNow(entry);
  }

  /** Resolves when a turn that begins after this call has ended; at once for what is not polled. */
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

  /** Runs `work` while it is not polled, and polls at once afterwards. */
  async between<T>(instanceId: string, work: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined) return work();
    entry.holds += 1;
    try {
      await entry.inFlight;
      return await work();
    } finally {
      entry.holds -= 1;
      this.pollNow(instanceId);
    }
  }

  async #turnAfter(instanceId: string, poll: (entry: Entry) => void): Promise<void> {
    const entry = this.#entries.get(instanceId);
    if (entry === undefined || this.#stopped) return;
    await entry.inFlight;
    const ended = new Promise<void>((resolve) => entry.waiting.push(resolve));
    poll(entry);
    await ended;
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
    entry.inFlight = entry.paced.poll().finally(() => {
      entry.inFlight = null;
      resume(waiting);
      if (this.#entries.get(entry.id) !== entry) return;
      // What the poll found sets the pace; unless someone asked for another at once meanwhile.
      if (entry.dueAt === 0) return this.#beginNow(entry);
      entry.dueAt = dueAfter(now, entry.paced.pollEvery(), entry.beat);
      this.#armFor(entry.dueAt);
      entry.paced.rest();
    });
  }
}

function resume(waiting: readonly (() => void)[]): void {
  for (const each of waiting) each();
}
