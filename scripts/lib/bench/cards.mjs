import { setTimeout as pause } from 'node:timers/promises';
import { freshPage, openLive, startChromium } from './browser.mjs';
import { figure, median, range, sum } from './figures.mjs';
import { watchWork } from './in-page.mjs';
import { grown, letSavesFail, saveOnce, startRedis } from './redis.mjs';
import { line, reached } from './row.mjs';
import { POLL_INTERVAL_MS, startSavepoint } from './savepoint.mjs';
import { say } from '../steps.mjs';

/** @typedef {import('./in-page.mjs').Timed} Timed */
/** @typedef {import('./row.mjs').Run} Run */
/** @typedef {import('./redis.mjs').Server} Server */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {Pick<Timed, 'shifts' | 'typed' | 'interactions'>} Seen */

const GOAL_FILTER_MS = 100;
const GOAL_INTERACTION_MS = 200;
/** Nothing shorter is told by the browser. */
const SHORTEST_MS = 16;
/** So many of the slowest and largest are told by name. */
const TOLD = 5;

/**
 * A fleet of so many servers, two of which refuse writes and ten of which change: an open page of it while it is polled, and while
 * somebody uses it.
 * @param {Run} run
 * @param {number} count
 * @returns {Promise<{ page: Page, lines: import('./row.mjs').Line[] }>} the page as it was left, and the lines of the table
 */
export async function measureCards(run, count) {
  const servers = await startRedis(run, count, { hz: 1 });
  for (const server of servers.slice(0, 2)) {
    await grown(server);
    letSavesFail(server, true);
    await saveOnce(server);
  }
  const changing = servers.slice(2, 12);
  const change = () => Promise.all(changing.map(({ redis }) => redis.incr('visits')));
  // That one has something to lose is another state, which has another place: what is measured here is figures that change.
  await change();
  const { url } = await startSavepoint(run, servers);
  const page = await freshPage(await startChromium(run));
  await page.addInitScript(watchWork);
  await openLive(page, url);
  const polls = run.quick ? 15 : 100;
  for (let poll = 0; poll < polls; poll += 1) {
    await change();
    await pause(POLL_INTERVAL_MS);
  }
  await actFor(page, run.quick ? 15_000 : 60_000);
  const seen = await page.evaluate(() => {
    const { shifts, typed, interactions } = /** @type {Timed} */ (/** @type {unknown} */ (window));
    return { shifts, typed, interactions };
  });
  tell(seen);
  return { page, lines: linesOf(seen, count.toLocaleString('en'), polls) };
}

/** Does what a person does with keys, pointer and wheel. @param {Page} page @param {number} ms */
async function actFor(page, ms) {
  const filter = page.getByRole('searchbox', { name: /^Filter/ });
  // The first key of who uses no pointer: the browser looks for what can have the focus on the whole page.
  await page.keyboard.press('Tab');
  for (const end = Date.now() + ms; Date.now() < end;) {
    await filter.pressSequentially('redis-05', { delay: 120 });
    await filter.press('ControlOrMeta+a');
    await filter.press('Backspace');
    await page.getByRole('button', { name: 'Save now' }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    for (const key of ['Tab', 'Tab', 'End', 'Home']) await page.keyboard.press(key, { delay: 40 });
    await page.mouse.wheel(0, 2000);
    await page.mouse.wheel(0, -2000);
    await page.getByRole('heading', { level: 1 }).click();
    await pause(300);
  }
}

/** Says which interactions were the slowest and which elements moved furthest: a figure alone does not tell what to mend. @param {Seen} seen */
function tell({ shifts, interactions }) {
  const slowest = interactions.toSorted((a, b) => b.duration - a.duration).slice(0, TOLD);
  for (const { duration, what } of slowest) say(`  ${figure(duration, 'ms')}: ${what}`);
  const furthest = shifts.toSorted((a, b) => b.value - a.value).slice(0, TOLD);
  for (const { value, what } of furthest) say(`  shift of ${value.toFixed(4)}: ${what}`);
}

/** @param {Seen} seen @param {string} count @param {number} polls */
function linesOf({ shifts, typed, interactions }, count, polls) {
  const slowestKey = Math.max(...typed);
  const durations = interactions.map(({ duration }) => duration);
  const slowest = Math.max(SHORTEST_MS, ...durations);
  const moved = sum(shifts.map(({ value }) => value));
  return [
    line({
      what: `typing in the filter, ${count} cards → next paint, slowest key`,
      ours: `${figure(slowestKey, 'ms')} (median ${figure(median(typed), 'ms')})`,
      range: range(typed, 'ms'),
      goal: `≤ ${GOAL_FILTER_MS} ms`,
      reached: reached(slowestKey, GOAL_FILTER_MS),
    }),
    line({
      what: `slowest interaction with ${count} cards`,
      ours: durations.length === 0 ? `< ${SHORTEST_MS} ms` : figure(slowest, 'ms'),
      range: range(durations, 'ms'),
      goal: `≤ ${GOAL_INTERACTION_MS} ms`,
      reached: reached(slowest, GOAL_INTERACTION_MS),
    }),
    line({
      what: `layout shift (CLS), ${count} cards, over ${polls} polls and what was done then`,
      ours: figure(moved),
      range: `${shifts.length} shifts`,
      goal: '0',
      reached: reached(moved, 0),
    }),
  ];
}
