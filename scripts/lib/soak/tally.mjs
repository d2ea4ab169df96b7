import { say } from '../steps.mjs';
import { clock } from './plan.mjs';

const EXAMPLES = 5;

/** What is counted during a run, and which servers nothing is being done to. */
export class Tally {
  answers = 0;
  /** Events of the streams that are held open. */
  events = 0;
  /** Streams opened and closed again on purpose. */
  reconnects = 0;
  /** Streams that ended though nobody ended them. */
  broken = 0;
  /** @type {number[]} the age of the facts of each undisturbed server in each answer, ms */
  ages = [];
  /** Facts of an undisturbed server that were stale. */
  stale = 0;
  /** @type {Record<string, number>} faults and acts by kind */
  done = {};
  failed = 0;
  /** @type {string[]} */
  failures = [];
  #start = Date.now();
  /** @type {Map<string, number>} until when, epoch ms */
  #disturbed = new Map();

  /** Seconds since the start. */
  get at() {
    return (Date.now() - this.#start) / 1000;
  }

  /** @param {string} what @param {unknown} error */
  fail(what, error) {
    this.failed += 1;
    const line = `${clock(this.at)}  ${what}: ${error instanceof Error ? error.message : error}`;
    say(`  ${line}`);
    if (this.failures.length < EXAMPLES) this.failures.push(line);
  }

  /** @param {string} name @param {number} seconds from now on */
  disturb(name, seconds) {
    this.#disturbed.set(name, Date.now() + seconds * 1000);
  }

  /** @param {{ instances: readonly { name: string, observedAt: string | null, staleAfterMs: number }[], observedAt: string }} list */
  look({ instances, observedAt }) {
    for (const instance of instances) {
      if ((this.#disturbed.get(instance.name) ?? 0) > Date.now()) continue;
      const age = instance.observedAt === null ? Infinity : Date.parse(observedAt) - Date.parse(instance.observedAt);
      this.ages.push(age);
      if (age > instance.staleAfterMs) this.stale += 1;
    }
  }
}
