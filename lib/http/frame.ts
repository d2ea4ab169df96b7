import 'server-only';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import type { Change } from '../runtime/facade';
import { presentAuditEntry } from './present-action';
import { presentEvent } from './present-event';
import { presentIncident } from './present-incident';
import { presentInstance } from './present-instance';
import { presentSave } from './present-save';
import { isoTime } from './time';

/** Kinds of changes that hold sentences; the others are the same in every language. */
const SPOKEN: readonly Change['kind'][] = ['instance', 'save', 'event', 'incident'];

const ENCODER = new TextEncoder();

/** One server-sent event with its place in the order; it is made once for each language it is asked for in, however many pages get it. */
export class Frame {
  readonly id: number;
  readonly #change: Change;
  readonly #made = new Map<Words, Uint8Array>();

  constructor(id: number, change: Change) {
    this.id = id;
    this.#change = change;
  }

  bytesIn(words: Words): Uint8Array {
    const { kind } = this.#change;
    const spoken = SPOKEN.includes(kind) ? words : EN;
    const known = this.#made.get(spoken);
    if (known !== undefined) return known;
    const json = JSON.stringify(dataOf(this.#change, spoken));
    const bytes = ENCODER.encode(`id: ${this.id}\nevent: ${kind}\ndata: ${json}\n\n`);
    this.#made.set(spoken, bytes);
    return bytes;
  }
}

function dataOf(change: Change, words: Words): unknown {
  switch (change.kind) {
    case 'instance':
      return presentInstance(change.view(words));
    case 'save':
      return presentSave(change.save, words);
    case 'event':
      return presentEvent(change.event, words);
    case 'audit':
      return presentAuditEntry(change.entry);
    case 'incident':
      return presentIncident(change.incident(words));
    case 'fleet':
      return { at: isoTime(change.at) };
    case 'pulse': {
      const times = Object.entries(change.observedAt).map(([id, at]) => [id, isoTime(at)]);
      const { storeProblem } = change;
      return { at: isoTime(change.at), observedAt: Object.fromEntries(times), storeProblem };
    }
  }
}
