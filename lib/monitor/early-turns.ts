import 'server-only';
import type { Turn } from './turn';

/** So long it may take at a start until it is known who records an instance, in milliseconds. */
const EARLY_MS = 60_000;

/** The turns of an instance from the first look on, while it is not known yet who records it. */
export class EarlyTurns {
  /** Null once they are too many to be the first ones, or were taken. */
  #turns: Turn[] | null = [];
  #since: number | null = null;

  /** `now` is monotonic, in milliseconds. */
  add(turn: Turn, now: number): void {
    this.#since ??= now;
    if (now - this.#since > EARLY_MS) this.#turns = null;
    this.#turns?.push(turn);
  }

  /** All since the first look, oldest first, and only once; null where some are not there any more, or none ever were. */
  take(): readonly Turn[] | null {
    const turns = this.#turns;
    this.#turns = null;
    return turns === null || turns.length === 0 ? null : turns;
  }
}
