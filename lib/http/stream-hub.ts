import 'server-only';
import type { Words } from '../domain/words/words';
import { log } from '../log/log';
import type { Change, Savepoint } from '../runtime/facade';
import { Frame } from './frame';

/** Is given one event, or several that follow each other. */
type Listener = (events: Uint8Array) => void;

/** Changes that a page may have missed and can still be given. */
const KEPT_FRAMES = 1000;

/**
 * Each write to a page costs more than the bytes of it. What comes within this time is told in one, the longer the more pages there are;
 * never longer than the tick in which the polls are gathered, which it comes from together.
 */
const MAX_GATHER_MS = 50;
/** Writing to so many takes about a fifth of a millisecond, which is not worth waiting for. */
const PAGES_PER_MS = 20;

/**
 * Hands the changes of one Savepoint to all open streams. Each change is serialised once for each language in which a page
 * listens, and what is told together is put together once, however many pages are open.
 */
export class StreamHub {
  readonly #savepoint: Savepoint;
  readonly #listeners = new Map<Listener, Words>();
  readonly #kept: Frame[] = [];
  #untold: Frame[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;
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

  /** How many are told. */
  get pages(): number {
    return this.#listeners.size;
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

  /** Calls back with what happens from now on until the returned function is called. */
  listen(words: Words, listener: Listener): () => void {
    this.#tell();
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
    this.#untold.push(frame);
    if (this.#untold.length > 1) return;
    const gatherMs = Math.min(Math.floor(this.#listeners.size / PAGES_PER_MS), MAX_GATHER_MS);
    if (gatherMs === 0) this.#tell();
    else this.#telling = setTimeout(() => this.#tell(), gatherMs);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    const frames = this.#untold;
    this.#untold = [];
    if (frames.length === 0) return;
    const made = new Map<Words, Uint8Array>();
    for (const [listener, words] of this.#listeners) {
      const bytes = made.get(words) ?? this.#together(frames, words);
      made.set(words, bytes);
      listener(bytes);
    }
  }

  /** What is told together. A change that cannot be told takes no other with it, and has the pages read everything again. */
  #together(frames: readonly Frame[], words: Words): Uint8Array {
    const told = frames.flatMap((frame) => {
      try {
        return [frame.bytesIn(words)];
      } catch (error) {
        log.error({ err: error }, 'a change could not be told to the pages');
        return [];
      }
    });
    if (told.length < frames.length) {
      told.push(this.#frame({ kind: 'fleet', at: this.#savepoint.now() }).bytesIn(words));
    }
    return Buffer.concat(told);
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
