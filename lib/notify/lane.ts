import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { wants, type Receiver } from '../domain/notice/receiver';
import type { EpochMs } from '../domain/observation/observation';
import { log } from '../log/log';
import type { HeldClaim } from '../store/claims';
import type { Delivery } from '../store/notice-store';
import type { Store } from '../store/store';
import { messageOf, repeatedMessage } from './forms';
import { isTaken, LONGEST_WAIT_MS, nextTryAt, problemOf } from './outcome';
import type { Post } from './post';

/** Another Savepoint on the same data keeps what this one delivers, and takes over where this one ended: so often it is looked, in milliseconds. */
const LOOK_MS = 5000;
/** An Alertmanager wants to be told again what has not ended, in milliseconds; it has kept nothing over its restart. */
const REPEAT_MS = 60_000;

export interface LaneParts {
  readonly store: Store;
  readonly post: Post;
  readonly now: () => EpochMs;
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonic: () => number;
  readonly random: () => number;
  /** Is it still watched? */
  readonly isWatched: (instanceId: string) => boolean;
}

/** Delivers to one receiver what waits for it, one message at a time; it knows nothing of the others, and delays none. */
export class Lane {
  readonly #receiver: Receiver;
  readonly #parts: LaneParts;
  readonly #ending = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | null = null;
  #problem: string | null = null;
  #repeatedAt: number;
  /** What it took, until that is kept: while the store takes nothing it is not sent again and again. */
  #taken: number | null = null;

  constructor(receiver: Receiver, parts: LaneParts) {
    this.#receiver = receiver;
    this.#parts = parts;
    this.#repeatedAt = parts.monotonic();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Something new waits. */
  wake(): void {
    this.#wake.abort();
  }

  /** A message that is under way is broken off: it is sent again at the next start. */
  async stop(): Promise<void> {
    this.#ending.abort();
    this.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    let claim: HeldClaim | null = null;
    while (!this.#ending.signal.aborted) {
      let waitMs = LOOK_MS;
      try {
        claim ??= await this.#claimed();
        if (claim !== null) waitMs = await this.#turn();
      } catch (error) {
        this.#tell(`${this.#receiver.name} is told nothing: the store did not answer.`, error);
      }
      await this.#rest(waitMs);
    }
    await claim?.release();
  }

  async #claimed(): Promise<HeldClaim | null> {
    const claim = await this.#parts.store.claimReceiver(this.#receiver.name);
    return claim.kind === 'held' ? claim : null;
  }

  /** Delivers what is next, if it is time for that; gives how long to wait then, in milliseconds. */
  async #turn(): Promise<number> {
    const { store, now } = this.#parts;
    const next = await store.nextDelivery(this.#receiver.name);
    if (next === null) return this.#repeat();
    const left = next.nextAt - now();
    // No wait is longer than that: the clock was set back.
    if (left > 0 && left <= LONGEST_WAIT_MS) return Math.min(left, LOOK_MS);
    await this.#deliver(next);
    return 0;
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { store, post, now, random } = this.#parts;
    const { name } = this.#receiver;
    if (delivery.seq === this.#taken) return this.#keepTaken(delivery.seq);
    const answer = await post(messageOf(this.#receiver, delivery.notice, now()), this.#ending.signal);
    if (answer.kind === 'broken-off') return;
    if (isTaken(answer)) return this.#keepTaken(delivery.seq);
    const nextAt = nextTryAt(answer, delivery, now(), random());
    const problem = problemOf(answer, this.#receiver);
    this.#tell(problem);
    const message = nextAt === null ? `A notice was given up: ${problem}` : problem;
    if (nextAt === null) log.error({ receiver: name, notice: delivery.notice.id }, message);
    await store.keepProblem(name, delivery.seq, { message, at: now() }, nextAt === null ? null : { nextAt });
  }

  async #keepTaken(seq: number): Promise<void> {
    this.#taken = seq;
    await this.#parts.store.keepDelivered(this.#receiver.name, seq, this.#parts.now());
    this.#taken = null;
    this.#tell(null);
  }

  /** Tells an Alertmanager again what is open. What goes wrong with that is no loss: it comes again. */
  async #repeat(): Promise<number> {
    const { store, post, now, monotonic, isWatched } = this.#parts;
    if (this.#receiver.form !== 'alertmanager' || monotonic() - this.#repeatedAt < REPEAT_MS) return LOOK_MS;
    this.#repeatedAt = monotonic();
    // Of the store: another Savepoint may have told of it, or of its end.
    const open = await store.openNotices();
    const mine = open.filter((notice) => isWatched(notice.instance.id) && wants(this.#receiver, notice));
    if (mine.length === 0) return LOOK_MS;
    const answer = await post(repeatedMessage(this.#receiver, mine, now()), this.#ending.signal);
    if (answer.kind !== 'broken-off') this.#tell(isTaken(answer) ? null : problemOf(answer, this.#receiver));
    return LOOK_MS;
  }

  /** In the log once for each change. */
  #tell(problem: string | null, error?: unknown): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    if (problem === null) log.info({ receiver: this.#receiver.name }, 'a receiver takes notices again');
    else log.warn({ receiver: this.#receiver.name, err: error }, problem);
  }

  async #rest(ms: number): Promise<void> {
    if (ms === 0 || this.#ending.signal.aborted) return;
    await pause(ms, undefined, { signal: this.#wake.signal, ref: false }).catch(() => undefined);
    if (this.#wake.signal.aborted) this.#wake = new AbortController();
  }
}
