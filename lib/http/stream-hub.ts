import 'server-only';
import type { Words } from '../domain/words/words';
import type { Change, Savepoint } from '../runtime/facade';
import { Frame } from './frame';

type Listener = (event: Uint8Array) => void;

/** Changes that a page may have missed and can still be given. */
const KEPT_FRAMES = 1000;

/**
 * Hands the changes of one Savepoint to all open streams. Each change is serialised once for each language in which a page
 * listens, however many pages are open.
 */
export class StreamHub {
  readonly #savepoint: Savepoint;
  readonly #listeners = new Map<Listener, Words>();
  readonly #kept: Frame[] = [];
  /** Larger than any id of an earlier process: its ids are recognised as too old. */
  #lastId: number;
  /** Kept frames reach back to the one after this id. */
  #forgottenId: number;

  constructor(savepoint: Savepoint) {
    this.#savepoint = savepoint;
    this.#lastId = savepoint.now() * 1000;
    this.#forgottenId = this.#lastId;
    savepoint.subscribe((change) => this.#publish(change));
  }

  /** The id of what was told last: whoever reads the state after asking for it misses nothing but what has a later id. */
  get position(): number {
    return this.#lastId;
  }

  /**
   * What a page must be told first: what it missed since the id `after`. Where that is not known any more it is every instance, and that
   * the list may be another; one that has nothing yet (null) is told every instance.
   */
  opening(after: string | null, words: Words): readonly Uint8Array[] {
    const since = after !== null && /^\d{1,16}$/.test(after) ? Number(after) : null;
    const isKnown = since !== null && since >= this.#forgottenId && since <= this.#lastId;
    const frames = isKnown ? this.#kept.filter((frame) => frame.id > since) : this.#everyInstance(words);
    if (after !== null && !isKnown) frames.push(this.#frame({ kind: 'fleet', at: this.#savepoint.now() }));
    return frames.map((frame) => frame.bytesIn(words));
  }

  /** Calls back with each event until the returned function is called. */
  listen(words: Words, listener: Listener): () => void {
    this.#listeners.set(listener, words);
    return () => this.#listeners.delete(listener);
  }

  #everyInstance(words: Words): Frame[] {
    const views = this.#savepoint.speaking(words).instances();
    return views.map((view) => this.#frame({ kind: 'instance', view: () => view }));
  }

  #publish(change: Change): void {
    const frame = this.#frame(change);
    // An old pulse tells nobody anything: it takes no place among what may have been missed.
    if (change.kind !== 'pulse') this.#keep(frame);
    for (const [listener, words] of this.#listeners) listener(frame.bytesIn(words));
  }

  #frame(change: Change): Frame {
    this.#lastId += 1;
    return new Frame(this.#lastId, change);
  }

  #keep(frame: Frame): void {
    this.#kept.push(frame);
    if (this.#kept.length <= KEPT_FRAMES) return;
    this.#forgottenId = this.#kept.shift()?.id ?? this.#forgottenId;
  }
}

/** Pages and routes do not share module instances (lib/runtime/savepoint.ts): what they have to share hangs on globalThis. */
const KEY = Symbol.for('savepoint.stream-hubs');

/** The one hub of a Savepoint; from the first asking on it keeps what changes. */
export function hubOf(savepoint: Savepoint): StreamHub {
  const hubs = (Reflect.get(globalThis, KEY) as WeakMap<Savepoint, StreamHub> | undefined) ?? new WeakMap();
  Reflect.set(globalThis, KEY, hubs);
  const hub = hubs.get(savepoint) ?? new StreamHub(savepoint);
  hubs.set(savepoint, hub);
  return hub;
}
