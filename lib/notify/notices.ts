import 'server-only';
import type { NoticeLook } from '../domain/notice/look';
import type { Notice } from '../domain/notice/notice';
import type { Receiver } from '../domain/notice/receiver';
import type { EpochMs } from '../domain/observation/observation';
import type { Store } from '../store/store';
import { messageOf } from './forms';
import { Lane } from './lane';
import { GIVEN_UP_AFTER_MS, isTaken, problemOf } from './outcome';
import type { Post } from './post';
import { hostOf } from './redact';
import { Teller } from './teller';

/** A receiver as it may be shown: of its address the host alone. */
export interface ReceiverState extends Pick<Receiver, 'name' | 'form' | 'about' | 'environments'> {
  readonly host: string;
  readonly deliveredAt: EpochMs | null;
  /** The latest, in a sentence, also where deliveries have succeeded since. */
  readonly problem: { readonly message: string; readonly at: EpochMs } | null;
  readonly waiting: number;
}

/** What came of trying a receiver out. */
export interface Trial {
  readonly delivered: boolean;
  readonly message: string;
}

export interface NoticesParts {
  readonly store: Store;
  readonly receivers: readonly Receiver[];
  readonly post: Post;
  readonly now: () => EpochMs;
  readonly monotonic: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  /** Where Savepoint is reached, without a slash at the end. */
  readonly origin: string;
  /** The number of the incident that is open on an instance; null: none is. */
  readonly incidentOf: (instanceId: string) => number | null;
  /** Is it watched, by this Savepoint or others? What is open of one that is not has no end that could be told. */
  readonly isWatched: (instanceId: string) => boolean;
}

/** Tells people elsewhere, once for each change, what began and ended. */
export class Notices {
  readonly #parts: NoticesParts;
  readonly #teller: Teller;
  readonly #lanes: ReadonlyMap<string, Lane>;
  readonly #ending = new AbortController();

  constructor(parts: NoticesParts) {
    this.#parts = parts;
    const { store, post, now, monotonic, random, receivers, isWatched } = parts;
    this.#teller = new Teller({
      ...parts,
      linkOf: (instanceId) => this.#linkOf(instanceId),
      onTold: (told) => told.forEach(({ name }) => this.#lanes.get(name)?.wake()),
    });
    const lane = (receiver: Receiver) => new Lane(receiver, { store, post, now, monotonic, random, isWatched });
    this.#lanes = new Map(receivers.map((receiver) => [receiver.name, lane(receiver)]));
  }

  /** True where nobody is to be told: then no look is worth taking. */
  get isIdle(): boolean {
    return this.#parts.receivers.length === 0;
  }

  /** Goes on with what was kept and not delivered. */
  async start(): Promise<void> {
    if (this.isIdle) return;
    const { store, receivers, now } = this.#parts;
    await store.forgetDeliveries(
      receivers.map(({ name }) => name),
      now() - GIVEN_UP_AFTER_MS,
    );
    for (const lane of this.#lanes.values()) lane.start();
  }

  /** Looks at an instance after a poll of it. */
  look(instanceId: string, seen: Omit<NoticeLook, 'elapsedMs'>): void {
    this.#teller.look(instanceId, seen);
  }

  /** Another Savepoint looked at an instance until now. */
  async recall(instanceId: string): Promise<void> {
    if (!this.isIdle) await this.#teller.recall(instanceId);
  }

  /** Another Savepoint has kept something for a receiver. */
  wake(receiver: string): void {
    this.#lanes.get(receiver)?.wake();
  }

  async forget(instanceId: string): Promise<void> {
    await this.#teller.forget(instanceId);
  }

  /** How each receiver does, in the order of the configuration. */
  async states(): Promise<readonly ReceiverState[]> {
    const records = await this.#parts.store.receiverRecords();
    return this.#parts.receivers.map((receiver) => {
      const { name, form, about, environments } = receiver;
      const record = records.find((each) => each.name === name);
      const { deliveredAt = null, problem = null, waiting = 0 } = record ?? {};
      return { name, form, about, environments, host: hostOf(receiver), deliveredAt, problem, waiting };
    });
  }

  /** Sends a notice that is none, at once and once, and what ends it where an alert stays open; null: there is no such receiver. */
  async test(name: string): Promise<Trial | null> {
    const receiver = this.#parts.receivers.find((each) => each.name === name);
    if (receiver === undefined) return null;
    const { now, newId, origin, post } = this.#parts;
    const started = testNotice(newId(), newId(), now(), origin);
    const ended: Notice = { ...started, id: newId(), change: 'ended' };
    const isOpened = receiver.form === 'pagerduty' || receiver.form === 'alertmanager';
    for (const notice of isOpened ? [started, ended] : [started]) {
      const answer = await post(messageOf(receiver, notice, now()), this.#ending.signal);
      if (answer.kind === 'broken-off') return { delivered: false, message: 'Savepoint ended meanwhile.' };
      if (!isTaken(answer)) return { delivered: false, message: problemOf(answer, receiver) };
    }
    return { delivered: true, message: `${name} (${receiver.form} at ${hostOf(receiver)}) took a test notice.` };
  }

  /** What is under way is broken off, and goes on at the next start. What is seen until the last poll has ended is kept all the same. */
  async stop(polls: Promise<void>): Promise<void> {
    this.#ending.abort();
    await Promise.all([polls, ...[...this.#lanes.values()].map((lane) => lane.stop())]);
    await this.#teller.settled();
  }

  #linkOf(instanceId: string): string {
    const { origin, incidentOf } = this.#parts;
    const incident = incidentOf(instanceId);
    return incident === null
      ? `${origin}/instances/${encodeURIComponent(instanceId)}`
      : `${origin}/incidents/${incident}`;
  }
}

function testNotice(id: string, opening: string, at: EpochMs, origin: string): Notice {
  return {
    id,
    dedupKey: `savepoint/test/${opening}`,
    kind: 'test',
    change: 'started',
    severity: 'info',
    sentence: 'This is a test notice from Savepoint: nothing has happened.',
    ...{ since: at, sinceAtLeast: false, at, cause: null, atStake: null, instance: null },
    link: `${origin}/`,
  };
}
