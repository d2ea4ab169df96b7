import { setTimeout as pause } from 'node:timers/promises';
import { ACTS } from './acts.mjs';
import { FAULTS } from './faults.mjs';

/** @typedef {import('./plan.mjs').Happening} Happening */
/** @typedef {import('../demo/server.mjs').DemoServer} DemoServer */
/** @typedef {import('./tally.mjs').Tally} Tally */

/** Asked again a moment after a fault; after a refused password only once a minute. */
const SEEN_AGAIN_S = 10;
const SEEN_AGAIN_AFTER_PASSWORD_S = 70;

/**
 * Lets everything of the plan happen at its time.
 * @param {{ url: string, plan: readonly Happening[], servers: readonly DemoServer[], tally: Tally }} run
 * @returns {() => Promise<void>} ends it, with what is under way
 */
export function startHappening({ url, plan, servers, tally }) {
  const end = new AbortController();
  const work = plan.map(async (happening) => {
    const server = servers.find(({ member }) => member.name === happening.name);
    if (server !== undefined) await happen(url, happening, server, tally, end.signal);
  });
  return async () => {
    end.abort();
    await Promise.all(work);
  };
}

/** @param {string} url @param {Happening} happening @param {DemoServer} server @param {Tally} tally @param {AbortSignal} end */
async function happen(url, { from, to, name, kind }, server, tally, end) {
  const until = (/** @type {number} */ second) =>
    pause(Math.max(0, (second - tally.at) * 1000), undefined, { signal: end }).catch(() => {});
  await until(from);
  if (end.aborted) return;
  const isAct = kind in ACTS;
  try {
    if (!isAct) tally.disturb(name, Infinity);
    await begin(url, kind, server);
    tally.done[kind] = (tally.done[kind] ?? 0) + 1;
    await until(to);
    // What an act should have led to can be asked for at its end only; what a fault broke has to be mended now.
    if (!isAct || !end.aborted) await finish(url, kind, server);
  } catch (error) {
    tally.fail(`${kind} of ${name}`, error);
  } finally {
    if (!isAct) tally.disturb(name, kind === 'password' ? SEEN_AGAIN_AFTER_PASSWORD_S : SEEN_AGAIN_S);
  }
}

/** @param {string} url @param {import('./plan.mjs').Kind} kind @param {DemoServer} server */
function begin(url, kind, server) {
  if (isFault(kind)) return FAULTS[kind].begin(server);
  return ACTS[kind].begin(url, server.member.name);
}

/** @param {string} url @param {import('./plan.mjs').Kind} kind @param {DemoServer} server */
function finish(url, kind, server) {
  if (isFault(kind)) return FAULTS[kind].end(server);
  return ACTS[kind].end(url, server.member.name);
}

/** @param {import('./plan.mjs').Kind} kind @returns {kind is import('./plan.mjs').Fault} */
function isFault(kind) {
  return kind in FAULTS;
}
