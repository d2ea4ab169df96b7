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

/** One server-sent event with its place in the order; its text is made once for each language it is asked for in. */
export class Frame {
  readonly id: number;
  readonly #change: Change;
  readonly #texts = new Map<Words, string>();

  constructor(id: number, change: Change) {
    this.id = id;
    this.#change = change;
  }

  textIn(words: Words): string {
    const { kind } = this.#change;
    const spoken = SPOKEN.includes(kind) ? words : EN;
    const known = this.#texts.get(spoken);
    if (known !== undefined) return known;
    const json = JSON.stringify(dataOf(this.#change, spoken));
    const text = `id: ${this.id}\nevent: ${kind}\ndata: ${json}\n\n`;
    this.#texts.set(spoken, text);
    return text;
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
