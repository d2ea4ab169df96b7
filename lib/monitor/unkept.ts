import 'server-only';
import type { TurnRecord } from '../store/store';
import type { Memory } from './memory';
import { MemoryOffers } from './memory-offers';
import type { Turn } from './turn';

/** Rows that wait for a store that takes none; of more, the oldest are given up. */
const MOST = 5000;

type Rows = Pick<TurnRecord, 'saves' | 'events' | 'outsideChanges' | 'exposure'>;

const NONE: Rows = { saves: [], events: [], outsideChanges: [], exposure: [] };

/**
 * What turns give to be kept, until the store has taken it: what a failing store did not take is offered again. A turn is noted in the moment in
 * which its memory is what is remembered: whichever commit takes that memory has its rows as well, or a crash would leave rows that nobody tells any more.
 */
export class Unkept {
  readonly #offers = new MemoryOffers();
  /** Not offered yet. Steps of time that are over wait here for the next turn that is kept: none is written for their sake. */
  #noted: Rows = NONE;
  #offered: Rows | null = null;

  /** True while the store did not take what was offered to it. */
  get waits(): boolean {
    return this.#offered !== null;
  }

  note({ saves, events, outsideChanges, exposure }: Turn): void {
    if (saves.length + events.length + outsideChanges.length + exposure.length === 0) return;
    this.#noted = together(this.#noted, { saves, events, outsideChanges, exposure });
  }

  /** All that is to be kept, with what is remembered now. */
  offer(memory: Memory): TurnRecord {
    this.#offered = this.#offered === null ? this.#noted : together(this.#offered, this.#noted);
    this.#noted = NONE;
    return { ...this.#offered, memory: this.#offers.of(memory) };
  }

  /** Says that all that was offered was kept. */
  kept(): void {
    this.#offered = null;
  }

  /** Nothing of it is to be kept: somebody else records the instance. */
  giveUp(): void {
    this.#offered = null;
    this.#noted = NONE;
  }
}

function together(before: Rows, after: Rows): Rows {
  return {
    saves: [...before.saves, ...after.saves].slice(-MOST),
    events: [...before.events, ...after.events].slice(-MOST),
    outsideChanges: [...before.outsideChanges, ...after.outsideChanges],
    exposure: [...before.exposure, ...after.exposure].slice(-MOST),
  };
}
