import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import { momentOf, type ToldSave } from '../domain/redis-log/told-save';
import type { Mark } from './log-file';

/** Saves that wait at most; of more, the oldest are given up. */
const MOST = 10_000;
const DAY_MS = 86_400_000;

export interface WaitingSave extends ToldSave {
  /** Where to read on from to be told of it again. */
  readonly from: Mark | null;
}

/** Saves of a log that have no place in the history yet, oldest first: as many as fit. */
export class Waiting {
  #saves: WaitingSave[] = [];
  #latest: EpochMs = -Infinity;
  /** Saves that were given up because more came than can wait. */
  givenUp = 0;

  get saves(): readonly WaitingSave[] {
    return this.#saves;
  }

  /** Takes one more; one that ended before `since`, on any clock of the world, is left out. */
  add(save: WaitingSave, since: EpochMs): void {
    const at = momentOf(save.save);
    if (at === null) return;
    // A log goes forward: where a day without a year comes before the one that stood above it, that one was of an earlier year.
    if (save.isYearless && at < this.#latest - DAY_MS) this.#saves = [];
    this.#latest = at;
    if (at < since - DAY_MS) return;
    this.#saves.push(save);
    if (this.#saves.length <= MOST) return;
    this.#saves.shift();
    this.givenUp += 1;
  }

  /** Says that these are done with. */
  done(saves: readonly WaitingSave[]): void {
    const gone = new Set(saves);
    this.#saves = this.#saves.filter((save) => !gone.has(save));
  }
}
