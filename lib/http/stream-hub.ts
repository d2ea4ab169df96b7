import 'server-only';
import type { InstanceView } from '../domain/instance-view';
import type { Change, Savepoint } from '../runtime/facade';
import { presentAuditEntry } from './present-action';
import { presentEvent } from './present-event';
import { presentInstance } from './present-instance';
import { presentSave } from './present-save';
import { isoTime } from './time';

/** One server-sent event as it goes over the wire, with its place in the order. */
export interface Frame {
  readonly id: number;
  readonly text: string;
}

type Listener = (text: string) => void;

/** Changes that a page may have missed and can still be given. */
const KEPT_FRAMES = 1000;

function dataOf(change: Exclude<Change, { kind: 'instance' }>): unknown {
  switch (change.kind) {
    case 'save':
      return presentSave(change.save);
    case 'event':
      return presentEvent(change.event);
    case 'audit':
      return presentAuditEntry(change.entry);
    case 'fleet':
      return { at: isoTime(change.at) };
    case 'pulse': {
      const times = Object.entries(change.observedAt).map(([id, at]) => [id, isoTime(at)]);
      return { at: isoTime(change.at), observedAt: Object.fromEntries(times) };
    }
  }
}

/** Hands the changes of one Savepoint to all open streams; each change is serialised once, however many pages are open. */
export class StreamHub {
  readonly #savepoint: Savepoint;
  readonly #listeners = new Set<Listener>();
  readonly #kept: Frame[] = [];
  readonly #viewJson = new WeakMap<InstanceView, string>();
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

  /** What a page must be told first: what it missed since `lastEventId`, or every instance where that is not known. */
  opening(lastEventId: string | null): string {
    const since = lastEventId !== null && /^\d{1,16}$/.test(lastEventId) ? Number(lastEventId) : null;
    const isKnown = since !== null && since >= this.#forgottenId && since <= this.#lastId;
    if (isKnown) return this.#textOf(this.#kept.filter((frame) => frame.id > since));
    return this.#textOf(this.#savepoint.instances().map((view) => this.#frame('instance', this.#jsonOf(view))));
  }

  /** Calls back with the text of each event until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #publish(change: Change): void {
    const json = change.kind === 'instance' ? this.#jsonOf(change.view) : JSON.stringify(dataOf(change));
    const frame = this.#frame(change.kind, json);
    // An old pulse tells nobody anything: it takes no place among what may have been missed.
    if (change.kind !== 'pulse') this.#keep(frame);
    for (const listener of this.#listeners) listener(frame.text);
  }

  #frame(kind: Change['kind'], json: string): Frame {
    this.#lastId += 1;
    return { id: this.#lastId, text: `id: ${this.#lastId}\nevent: ${kind}\ndata: ${json}\n\n` };
  }

  #keep(frame: Frame): void {
    this.#kept.push(frame);
    if (this.#kept.length <= KEPT_FRAMES) return;
    this.#forgottenId = this.#kept.shift()?.id ?? this.#forgottenId;
  }

  #jsonOf(view: InstanceView): string {
    const known = this.#viewJson.get(view);
    if (known !== undefined) return known;
    const json = JSON.stringify(presentInstance(view));
    this.#viewJson.set(view, json);
    return json;
  }

  #textOf(frames: readonly Frame[]): string {
    return frames.map((frame) => frame.text).join('');
  }
}
