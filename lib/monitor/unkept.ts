import 'server-only';
import type { ExposureSample } from '../domain/picture/exposure';
import type { TurnRecord } from '../store/store';
import type { Memory } from './memory';
import { MemoryOffers } from './memory-offers';
import type { Turn } from './turn';

/** Rows that wait for a store that takes none; of more, the oldest are given up. */
const MOST = 5000;

/** What turns give to be kept, until the store has taken it: what a failing store did not take is offered again. */
export class Unkept {
  readonly #offers = new MemoryOffers();
  #record: TurnRecord | null = null;
  /** Steps of time that are over and wait for the next turn that is kept: none is written for their sake. */
  #exposure: readonly ExposureSample[] = [];

  get waits(): boolean {
    return this.#record !== null;
  }

  /** Notes the steps of time that a turn has ended. */
  expose(samples: readonly ExposureSample[]): void {
    if (samples.length > 0) this.#exposure = [...this.#exposure, ...samples].slice(-MOST);
  }

  /** All that is to be kept with the rows of `turn`, as it is remembered now. */
  with(turn: Turn, memory: Memory): TurnRecord {
    const before = this.#record;
    this.#record = {
      saves: [...(before?.saves ?? []), ...turn.saves].slice(-MOST),
      events: [...(before?.events ?? []), ...turn.events].slice(-MOST),
      outsideChanges: [...(before?.outsideChanges ?? []), ...turn.outsideChanges],
      exposure: this.#exposure,
      memory: this.#offers.of(memory),
    };
    return this.#record;
  }

  /** Says that all of it was kept. */
  kept(): void {
    this.#record = null;
    this.#exposure = [];
  }
}
