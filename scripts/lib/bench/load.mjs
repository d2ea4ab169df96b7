import { setTimeout as pause } from 'node:timers/promises';
import { freshPage } from './browser.mjs';
import { sum } from './figures.mjs';
import { watchWork } from './in-page.mjs';

/** @typedef {{ scriptKB: number, paintedMs: number, blockedMs: number }} Load */
/** @typedef {import('./in-page.mjs').Timed} Timed */

const SLOWER = 4;
/** How long after its load event a page is still watched. */
const WATCHED_MS = 2000;
/** What a task may take before it counts as blocking. */
const FREE_MS = 50;

/**
 * Loads a page for the first time, on a processor that is made slower: what came over the wire as scripts, when something was
 * painted first, and how long tasks blocked it after that.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @returns {Promise<Load>}
 */
export async function loadOnce(browser, url) {
  const page = await freshPage(browser);
  try {
    const client = await page.context().newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const scripts = new Set();
    let bytes = 0;
    client.on('Network.responseReceived', ({ requestId, response }) => {
      if (new URL(response.url).pathname.endsWith('.js')) scripts.add(requestId);
    });
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await page.addInitScript(watchWork);
    await page.goto(url, { waitUntil: 'load' });
    await pause(WATCHED_MS);
    const { painted, tasks } = await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      tasks: /** @type {Timed} */ (/** @type {unknown} */ (window)).tasks,
    }));
    const blocking = tasks.filter(({ start }) => start >= painted).map(({ duration }) => duration - FREE_MS);
    return { scriptKB: bytes / 1000, paintedMs: painted, blockedMs: sum(blocking) };
  } finally {
    await page.context().close();
  }
}
