import 'server-only';
import type { EpochMs, Facts, Observation } from '../domain/observation/observation';
import { isAtLeast } from './info';
import { fieldsOf } from './info-fields';
import { InfoReader } from './info-reader';
import { answeredTogether, APART, isWhole, LIGHT, TOGETHER } from './look-forms';
import { answeredApart, factsAfter, factsBeside, observationOf, sawProblem, type Answered } from './observe';
import { isUnmoved, isUnmovedButFor, knownOf, stands, stillKnown, type Known } from './quiet';
import type { RedisTarget } from './redis';
import type { Reply } from './reply';
import type { Wire } from './wire';

/**
 * The looks at a server over one connection. The first asks in words that every release knows. Where that shows a release that takes
 * several names in one call (7.0+), the next ask so, and leave out the dearer half while nothing moved. What a server does not take
 * after all is asked in the first words again, in the same look.
 */
export class Looks {
  readonly #wire: Wire;
  readonly #target: RedisTarget;
  #together = false;
  /** The connection on which several names were not taken, as `Wire.opened` counts. */
  #refusedOn = 0;
  #known: Known | null = null;
  /** Of the light looks since the last whole one. */
  readonly #reader = new InfoReader();

  constructor(wire: Wire, target: RedisTarget) {
    this.#wire = wire;
    this.#target = target;
  }

  /** One look, in one round trip unless something moved. Only INFO is needed; what else is refused is a fact with its reason. */
  async observe(now: () => EpochMs): Promise<Observation> {
    const known = this.#known;
    if (stands(known, performance.now())) {
      const light = await this.#light(known, now);
      if (light !== null) return light;
    }
    this.#known = null;
    this.#reader.forget();
    return (this.#together ? await this.#whole(now) : null) ?? this.#apart(now);
  }

  /** Null: something has moved, and takes a whole look. */
  async #light(known: Known, now: () => EpochMs): Promise<Observation | null> {
    const trip = await this.#wire.send(LIGHT);
    const at = now();
    if (trip.kind !== 'replies') return sawProblem(at, trip.problem);
    const facts = this.#unmoved(known, trip.replies, at);
    return facts === null ? null : { kind: 'facts', at, tookMs: trip.tookMs, facts };
  }

  #unmoved(known: Known, [info, settings, ping]: readonly Reply[], at: EpochMs): Facts | null {
    if (typeof info !== 'string') return null;
    const passed = this.#reader.passedIn(info);
    if (passed !== null) {
      if (!isUnmovedButFor(passed, known, settings, ping)) return null;
      const facts = factsAfter(passed, known.facts, at);
      this.#known = stillKnown(known, passed, facts, LIGHT.length, performance.now());
      return facts;
    }
    const fields = fieldsOf(info);
    if (!isWhole(fields, false) || !isUnmoved(known, fields, settings, ping)) return null;
    this.#reader.learn(info);
    const facts = factsBeside(fields, known.facts, at);
    this.#known = stillKnown(known, fields, facts, LIGHT.length, performance.now());
    return facts;
  }

  /** Null: this server does not take several names in one call. */
  async #whole(now: () => EpochMs): Promise<Observation | null> {
    const trip = await this.#wire.send(TOGETHER);
    const at = now();
    if (trip.kind !== 'replies') return sawProblem(at, trip.problem);
    const answered = answeredTogether(trip.replies);
    const fields = typeof answered?.info === 'string' ? fieldsOf(answered.info) : null;
    if (answered === null || fields === null || !isWhole(fields, true)) {
      this.#together = false;
      this.#refusedOn = this.#wire.opened;
      return null;
    }
    const seen = observationOf(answered, this.#target, at, trip.tookMs);
    if (seen.kind === 'facts') this.#known = knownOf(fields, seen.facts, trip.replies[1], performance.now());
    return seen;
  }

  async #apart(now: () => EpochMs): Promise<Observation> {
    const trip = await this.#wire.send(APART);
    const at = now();
    if (trip.kind !== 'replies') return sawProblem(at, trip.problem);
    const answered = answeredApart(trip.replies);
    const seen = observationOf(answered, this.#target, at, trip.tookMs);
    const takesMore = seen.kind === 'facts' && isAtLeast(seen.facts.server, 7, 0) === true && hasAll(answered);
    this.#together = takesMore && this.#refusedOn !== this.#wire.opened;
    return seen;
  }
}

function hasAll({ info, stats }: Answered): boolean {
  return typeof info === 'string' && typeof stats === 'string' && isWhole(fieldsOf(`${info}\n${stats}`), true);
}
