import 'server-only';
import type { EpochMs, Observation, Sighting } from '../domain/observation/observation';

/** A wall clock that went further than this beyond the time that passed was set, in milliseconds. */
const STEP_MS = 2000;

/** The wall clock as the looks at an instance see it, beside a clock that nobody sets. */
export class WallClock {
  readonly #monotonic: () => number;
  /** When the last look ended, on both clocks; null before the first. */
  #last: { readonly at: EpochMs; readonly endedAt: number } | null = null;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /**
   * Notes a look that has just ended. Gives the milliseconds by which the wall clock was set since the last one, 0 where it was not: what
   * is remembered is then as long ago as before, no more and no less. `before`: the last sighting until then.
   */
  look(observation: Observation, before: Sighting | null): number {
    const endedAt = this.#monotonic();
    const step = this.#last === null ? 0 : observation.at - (this.#last.at + endedAt - this.#last.endedAt);
    this.#last = { at: observation.at, endedAt };
    return Math.abs(step) <= STEP_MS || timePassed(observation, before, step) ? 0 : Math.round(step);
  }

  /** `now`, or what it has to be by the time that has passed since the last look: facts of before the clock was set back get old as well. */
  notBefore(now: EpochMs): EpochMs {
    // A wall clock that is ahead may mean that the machine slept: what was seen before that is old until it is seen again.
    return this.#last === null ? now : Math.max(now, this.#last.at + this.#monotonic() - this.#last.endedAt);
  }
}

/** A machine that slept stops its monotonic clock: then Redis's clock went on as far as ours. */
function timePassed(observation: Observation, before: Sighting | null, step: number): boolean {
  if (observation.kind !== 'facts' || before === null) return false;
  const [from, to] = [before.facts.server.timeSeconds, observation.facts.server.timeSeconds];
  if (from === null || to === null) return false;
  const passed = observation.at - before.at;
  return step > 0 && Math.abs((to - from) * 1000 - passed) <= STEP_MS;
}
