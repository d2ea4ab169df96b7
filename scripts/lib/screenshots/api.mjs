import { setTimeout as pause } from 'node:timers/promises';
import { Sentence } from '../steps.mjs';

/**
 * Asks Savepoint until what it says is as wanted; bounded, and then tells what it said last.
 * @template T
 * @param {string} what for the sentence when it never comes
 * @param {string} url
 * @param {(answer: any) => T | null | undefined | false} wanted
 * @param {number} [patienceMs]
 * @returns {Promise<T>}
 */
export async function until(what, url, wanted, patienceMs = 60_000) {
  let last = 'nothing';
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(250)) {
    const reply = await fetch(url).catch(() => null);
    if (reply === null) continue;
    const answer = await reply.json();
    const found = wanted(answer);
    if (found) return found;
    last = JSON.stringify(answer).slice(0, 400);
  }
  throw new Sentence(`${what} did not come within ${patienceMs / 1000} s; Savepoint said last: ${last}`);
}
