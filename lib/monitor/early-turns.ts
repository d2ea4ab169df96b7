import 'server-only';
import type { Turn } from './turn';

/** So long it may take at a start until it is known who records an instance, in milliseconds. */
const EARLY_MS = 60_000;

/** What the turns of an instance found from the first look on, while it is not known yet who records it. */
export class EarlyTurns {
  /** Null once they are too many to be the first ones, or were taken. */
  #turns: Turn[] | null = [];
  #since: number | null = null;

  /** `now` is monotonic, in milliseconds. A turn that found nothing is let go: each holds all that its look saw, and a large fleet has many. */
  add(turn: Turn, now: number): void {
    this.#since ??= now;
    if (now - this.#since > EARLY_MS) this.#turns = null;
    const { saves, events, exposure, ownLost } = turn;
    if (saves.length + events.length + exposure.length > 0 || ownLost !== null) this.#turns?.push(turn);
  }

  /** All since the first look, oldest first, and only once; null where some are not there any more, or none ever were. */
  take(): readonly Turn[] | null {
    const turns = this.#turns;
    this.#turns = null;
    return turns === null || turns.length === 0 ? null : turns;
  }
}
