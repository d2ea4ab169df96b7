import { Agent, get } from 'node:http';
import { residentMiB } from './process.mjs';
import { instanceName } from './many-saves.mjs';
import { median, quantile } from './figures.mjs';
import { Sentence } from '../steps.mjs';

const DAY_MS = 86_400_000;
/** Answers at once, and reads nothing. */
const EMPTY = '/api/health/live';

/** @typedef {{ what: string, goalMs: number | null, times: number, path: (turn: number, before: string | null) => string, follows?: boolean }} Ask */
/** @typedef {{ ask: Ask, times: number[], empty: number[] }} Asked */

/** What a Savepoint is asked for the first times finds nothing compiled and nothing in the caches: it is not counted. */
const FIRST = 20;

/** As many strips of the fleet as its page shows at first. */
const STRIPS = 12;

/**
 * What is asked of a history, each so many times.
 * @param {import('./many-saves.mjs').Many} many @param {number} times
 * @returns {readonly Ask[]}
 */
export function historyAsks({ instances, asked, end, days }, times) {
  const of = (/** @type {number} */ turn) => `/api/instances/${instanceName(turn % asked)}`;
  const time = (/** @type {number} */ daysAgo) => new Date(end - daysAgo * DAY_MS).toISOString();
  const middle = Math.floor(days / 2);
  const span = `from=${time(middle)}&to=${time(middle - 1)}`;
  /** The cursor of a page that nobody would reach by hand. */
  const deep = Buffer.from(JSON.stringify(['saves', end - Math.floor(days * 0.7) * DAY_MS, 'f'])).toString('base64url');
  const few = Math.ceil(times / 10);
  /** @param {string} what @param {Ask['path']} path @param {Partial<Ask>} [more] @returns {Ask} */
  const page = (what, path, more) => ({ what, goalMs: 5, times, path, ...more });
  return [
    page('page of one instance', (turn) => `${of(turn)}/saves`),
    page('page of all', () => '/api/saves'),
    page('next pages of all', (_turn, before) => `/api/saves${before === null ? '' : `?before=${before}`}`, {
      follows: true,
    }),
    page('deep page of one instance', (turn) => `${of(turn)}/saves?before=${deep}`),
    page('failures of one instance', (turn) => `${of(turn)}/saves?outcome=failed`),
    page('failures of all', () => '/api/saves?outcome=failed'),
    page('failures of all, deep', () => `/api/saves?outcome=failed&before=${deep}`),
    page('one day of one instance', (turn) => `${of(turn)}/saves?${span}`),
    page('one day of all', () => `/api/saves?${span}`),
    page('90 days of one instance as a picture', (turn) => `${of(turn)}/picture?range=90d`, { goalMs: 50 }),
    page(
      `90 days of the fleet of ${instances} as its page shows them`,
      () => `/api/pictures?range=90d&limit=${STRIPS}`,
      {
        goalMs: 50,
      },
    ),
    page(`90 days of all ${instances}, once they are asked for`, () => '/api/pictures?range=90d', {
      goalMs: null,
      times: few,
    }),
  ];
}

/** Each in turns with the empty route, one request at a time. @param {string} url @param {Ask} ask @returns {Promise<Asked>} */
export async function askInTurns(url, ask) {
  const agent = new Agent({ keepAlive: true });
  const asked = { ask, times: /** @type {number[]} */ ([]), empty: /** @type {number[]} */ ([]) };
  /** @type {string | null} */
  let before = null;
  for (let turn = 0; turn < Math.min(FIRST, ask.times); turn += 1) await timed(agent, url + ask.path(turn, null));
  for (let turn = 0; turn < ask.times; turn += 1) {
    asked.empty.push((await timed(agent, url + EMPTY)).ms);
    const { ms, text } = await timed(agent, url + ask.path(turn, before));
    asked.times.push(ms);
    if (ask.follows) before = JSON.parse(text).next;
  }
  agent.destroy();
  return asked;
}

/** What an ask takes beyond the empty route, at the slow end, in milliseconds. @param {Asked} asked */
export function beyondEmpty({ times, empty }) {
  return quantile(times, 0.95) - median(empty);
}

/** @param {Agent} agent @param {string} url @returns {Promise<{ ms: number, text: string }>} */
function timed(agent, url) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const request = get(url, { agent }, (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const ms = performance.now() - began;
        if (answer.statusCode === 200) resolve({ ms, text: Buffer.concat(parts).toString() });
        else reject(new Sentence(`${url} was answered with ${answer.statusCode}.`));
      });
    });
    request.on('error', (error) => {
      // The server ended a connection that had waited for a while, at the moment when it was used again: nothing was asked yet.
      // https://nodejs.org/api/http.html#requestreusedsocket
      if (request.reusedSocket && 'code' in error && error.code === 'ECONNRESET') resolve(timed(agent, url));
      else reject(error);
    });
  });
}

/**
 * Reads an export for some time: how many rows a second, and by how much the process grew, in MiB.
 * @param {string} url @param {number} pid @param {number} ms
 */
export async function exportFor(url, pid, ms) {
  const before = residentMiB(pid);
  const began = performance.now();
  const reply = await fetch(`${url}/api/saves/export?format=csv`);
  let [rows, most] = [0, before];
  for await (const part of reply.body ?? []) {
    for (const byte of part) if (byte === 10) rows += 1;
    most = Math.max(most, residentMiB(pid));
    if (performance.now() - began > ms) break;
  }
  return { perSecond: rows / ((performance.now() - began) / 1000), grownMiB: most - before };
}
