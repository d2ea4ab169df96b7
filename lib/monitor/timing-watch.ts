import 'server-only';
import { PACE_UNKNOWN, paceAfter, type AnswerPace } from '../domain/state/answer-pace';
import { SKEW_UNKNOWN, skewAfter, type ClockSkew } from '../domain/state/clock-skew';
import { GROWTH_UNKNOWN, growthAfter, type Growth } from '../domain/state/exposure-growth';
import type { Observation } from '../domain/observation/observation';

/** What the times of the last looks tell of a server. It takes more than one: a single look may have been held up here. */
export class TimingWatch {
  #skew: ClockSkew = SKEW_UNKNOWN;
  #pace: AnswerPace = PACE_UNKNOWN;
  #growth: Growth = GROWTH_UNKNOWN;

  /** Notes one more look, at `at` on a clock that nobody sets. */
  look(observation: Observation, at: number): void {
    this.#growth = growthAfter(this.#growth, observation, at);
    this.#pace = paceAfter(this.#pace, observation);
    if (observation.kind === 'facts') this.#skew = skewAfter(this.#skew, observation);
  }

  /** Seconds that the clock of Redis is ahead of ours; 0: they agree, null: not known. */
  get clockAheadSeconds(): number | null {
    return this.#skew.told;
  }

  /** Changes a minute that no snapshot has; 0: none come, null: not known. */
  get growsPerMinute(): number | null {
    return this.#growth.told;
  }

  /** Milliseconds that slow answers take; 0: they are not slow, null: not known. */
  get slowMs(): number | null {
    return this.#pace.told;
  }
}
