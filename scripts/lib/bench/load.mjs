import { setTimeout as pause } from 'node:timers/promises';
import { freshPage } from './browser.mjs';
import { sum } from './figures.mjs';
import { watchWork } from './in-page.mjs';

/** @typedef {{ scriptKB: number, laterKB: number, paintedMs: number, blockedMs: number }} Load */
/** @typedef {import('./in-page.mjs').Timed} Timed */

const SLOWER = 4;
/** How long after its load event a page is still watched. */
const WATCHED_MS = 2000;
/** What a task may take before it counts as blocking. */
const FREE_MS = 50;

/**
 * Loads a page for the first time, on a processor that is made slower: the scripts it asked for until its load event, those it
 * fetched after that when it was idle, when something was painted first, and how long tasks blocked it after that.
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
    await client.send('Page.enable');
    /** @type {Map<string, { askedAt: number, bytes: number }>} */
    const scripts = new Map();
    let loadedAt = Infinity;
    client.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
      if (new URL(request.url).pathname.endsWith('.js')) scripts.set(requestId, { askedAt: timestamp, bytes: 0 });
    });
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const script = scripts.get(requestId);
      if (script !== undefined) script.bytes = encodedDataLength;
    });
    client.on('Page.loadEventFired', ({ timestamp }) => {
      loadedAt = timestamp;
    });
    await page.addInitScript(watchWork);
    await page.goto(url, { waitUntil: 'load' });
    await pause(WATCHED_MS);
    const { painted, tasks } = await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      tasks: /** @type {Timed} */ (/** @type {unknown} */ (window)).tasks,
    }));
    /** @param {boolean} isLater */
    const kilobytes = (isLater) =>
      sum([...scripts.values()].filter(({ askedAt }) => askedAt > loadedAt === isLater).map(({ bytes }) => bytes)) /
      1000;
    const blocking = tasks.filter(({ start }) => start >= painted).map(({ duration }) => duration - FREE_MS);
    return { scriptKB: kilobytes(false), laterKB: kilobytes(true), paintedMs: painted, blockedMs: sum(blocking) };
  } finally {
    await page.context().close();
  }
}
