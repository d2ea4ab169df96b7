import 'server-only';
import { setImmediate as turn } from 'node:timers/promises';

/** Of bytes or characters, worked on in one go: that takes a few milliseconds. */
const AT_ONCE = 64 * 1024;

/** Works on something long part by part; between two of them everybody else has their turn: polls, pages, other requests. */
export async function inTurns(length: number, work: (from: number, to: number) => void): Promise<void> {
  for (let from = 0; from < length; from += AT_ONCE) {
    work(from, Math.min(from + AT_ONCE, length));
    await turn();
  }
}
