import 'server-only';
import { SKEW_UNKNOWN, skewAfter, type ClockSkew } from '../domain/clock-skew';
import type { Observation } from '../domain/observation';

/** What the times of the last looks tell of a server. It takes more than one: a single look may have been held up here. */
export class TimingWatch {
  #skew: ClockSkew = SKEW_UNKNOWN;

  /** Notes one more look. */
  look(observation: Observation): void {
    if (observation.kind === 'facts') this.#skew = skewAfter(this.#skew, observation);
  }

  /** Seconds that the clock of Redis is ahead of ours; 0: they agree, null: not known. */
  get clockAheadSeconds(): number | null {
    return this.#skew.told;
  }
}
