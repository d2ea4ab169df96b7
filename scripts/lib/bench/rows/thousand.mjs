import { setTimeout as pause } from 'node:timers/promises';
import { freshPage, openLive, startChromium } from '../browser.mjs';
import { figure, median, range, sum } from '../figures.mjs';
import { watchWork } from '../in-page.mjs';
import { grown, letSavesFail, saveOnce, startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { POLL_INTERVAL_MS, startSavepoint } from '../savepoint.mjs';
import { actFor } from './interaction.mjs';

/** @typedef {import('../in-page.mjs').Timed} Timed */

const SERVERS = 100;
/** Under how many names each server is watched: a thousand servers would need more memory than most machines have. */
const NAMES = 10;
const SHORTEST_MS = 16;

/** @type {import('../row.mjs').Row} */
export const thousand = {
  title: '1,000 cards: what the first HTML weighs, layout shifts, filter, the slowest interaction',
  needs: ['redis-server', 'chromium-headless-shell'],
  atMostSeconds: 400,
  async measure(run) {
    const servers = await startRedis(run, SERVERS, { hz: 1 });
    for (const server of servers.slice(0, 2)) {
      await grown(server);
      letSavesFail(server, true);
      await saveOnce(server);
    }
    const { url } = await startSavepoint(run, manyTimes(servers));
    const page = await freshPage(await startChromium(run));
    await page.addInitScript(watchWork);
    await openLive(page, url);
    const html = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType('navigation');
      const { transferSize, decodedBodySize } = /** @type {PerformanceNavigationTiming} */ (entry);
      return { transferSize, decodedBodySize };
    });
    const polls = run.quick ? 15 : 100;
    for (let poll = 0; poll < polls; poll += 1) {
      await Promise.all(servers.slice(2, 12).map(({ redis }) => redis.incr('visits')));
      await pause(POLL_INTERVAL_MS);
    }
    await actFor(page, run.quick ? 15_000 : 60_000);
    const seen = await page.evaluate(() => {
      const { shifts, typed, interactions } = /** @type {Timed} */ (/** @type {unknown} */ (window));
      return { shifts, typed, durations: interactions.map(({ duration }) => duration) };
    });
    return [htmlLine(html), ...workLines(seen, polls)];
  },
};

/** @param {readonly { name: string, url: string }[]} servers */
function manyTimes(servers) {
  return Array.from({ length: NAMES }, (_, time) =>
    servers.map(({ name, url }) => ({ name: time === 0 ? name : `${name}-${time}`, url })),
  ).flat();
}

/** @param {{ transferSize: number, decodedBodySize: number }} html */
function htmlLine({ transferSize, decodedBodySize }) {
  return line({
    what: 'first HTML, 1,000 instances, as sent',
    ours: figure(transferSize / 1000, 'kB'),
    range: `${figure(decodedBodySize / 1000, 'kB')} unpacked`,
  });
}

/** @param {{ shifts: number[], typed: number[], durations: number[] }} seen @param {number} polls */
function workLines({ shifts, typed, durations }, polls) {
  const slowestKey = Math.max(0, ...typed);
  const slowest = Math.max(SHORTEST_MS, ...durations);
  return [
    line({
      what: 'typing in the filter, 1,000 cards → next paint, slowest key',
      ours: `${figure(slowestKey, 'ms')} (median ${figure(median(typed), 'ms')})`,
      range: range(typed, 'ms'),
      goal: '≤ 100 ms',
      reached: reached(slowestKey, 100),
    }),
    line({
      what: 'slowest interaction with 1,000 cards (100 servers under ten names)',
      ours: figure(slowest, 'ms'),
      range: range(durations, 'ms'),
      goal: '≤ 200 ms',
      reached: reached(slowest, 200),
    }),
    line({
      what: `layout shift (CLS), 1,000 cards, over ${polls} polls and what was done then`,
      ours: figure(sum(shifts)),
      range: `${shifts.length} shifts`,
      goal: '0',
      reached: reached(sum(shifts), 0),
    }),
  ];
}
