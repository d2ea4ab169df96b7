import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

const LIST_EVERY_MS = 5000;
const PAGES_EVERY_MS = 5000;
const RECONNECT_EVERY_MS = 60_000;
const BRIEFLY_MS = 5000;
const COMES_BACK_MS = 2000;

/**
 * What open pages do: one reads the list and one of the pages, in turn, every five seconds, two hold the stream open, one opens it and closes
 * it again every minute.
 * @param {string} url
 * @param {readonly string[]} names
 * @param {Tally} tally
 * @returns {() => Promise<void>} ends them
 */
export function startClients(url, names, tally) {
  const end = new AbortController();
  const paths = pathsOf(names);
  let turn = 0;
  const every = (/** @type {number} */ ms, /** @type {() => Promise<void>} */ work) => repeat(ms, work, end.signal);
  const work = [
    every(LIST_EVERY_MS, () => counted(tally, async () => tally.look(await ask(`${url}/api/instances`)))),
    every(PAGES_EVERY_MS, () => counted(tally, () => ask(`${url}${paths[turn++ % paths.length]}`))),
    every(RECONNECT_EVERY_MS, () => openBriefly(url, tally, end.signal)),
    hold(url, tally, end.signal),
    hold(url, tally, end.signal),
  ];
  return async () => {
    end.abort();
    await Promise.all(work);
  };
}

/** The pages, and the API's other answers, that are asked for in turn. @param {readonly string[]} names */
export function pathsOf(names) {
  const each = (/** @type {string} */ name) => [
    `/instances/${name}`,
    ...['saves', 'events', 'picture?range=1h'].map((what) => `/api/instances/${name}/${what}`),
  ];
  const fleet = ['/', '/audit', '/saves', '/api/pictures?range=24h', '/api/audit', '/api/health/ready'];
  return [...fleet, ...names.flatMap(each)];
}

/** @param {Tally} tally @param {() => Promise<unknown>} work */
async function counted(tally, work) {
  try {
    await work();
    tally.answers += 1;
  } catch (error) {
    tally.fail('an answer', error);
  }
}

/** @param {number} ms @param {() => Promise<void>} work @param {AbortSignal} end */
async function repeat(ms, work, end) {
  while (!end.aborted) {
    await work();
    await pause(ms, undefined, { signal: end }).catch(() => {});
  }
}

/** Reads the stream until the end, and comes back as a browser does when it breaks. @param {string} url @param {Tally} tally @param {AbortSignal} end */
async function hold(url, tally, end) {
  while (!end.aborted) {
    try {
      await readStream(url, tally, end);
      tally.broken += 1;
    } catch (error) {
      if (end.aborted) return;
      tally.fail('a stream', error);
      tally.broken += 1;
    }
    await pause(COMES_BACK_MS, undefined, { signal: end }).catch(() => {});
  }
}

/** @param {string} url @param {Tally} tally @param {AbortSignal} end */
async function openBriefly(url, tally, end) {
  const enough = AbortSignal.any([end, AbortSignal.timeout(BRIEFLY_MS)]);
  try {
    await readStream(url, tally, enough);
    tally.broken += 1;
  } catch (error) {
    if (enough.aborted) tally.reconnects += 1;
    else tally.fail('a stream', error);
  }
}

/** @param {string} url @param {Tally} tally @param {AbortSignal} signal */
async function readStream(url, tally, signal) {
  const reply = await fetch(`${url}/api/stream`, { signal });
  if (!reply.ok || reply.body === null) throw new Error(`it was answered with ${reply.status}`);
  const decoder = new TextDecoder();
  for await (const bytes of reply.body) {
    tally.events += decoder.decode(bytes, { stream: true }).split('\nevent: ').length - 1;
  }
}
