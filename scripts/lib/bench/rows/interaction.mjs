import { setTimeout as pause } from 'node:timers/promises';
import { freshPage, openLive, startChromium } from '../browser.mjs';
import { figure, median, range, sum } from '../figures.mjs';
import { watchWork } from '../in-page.mjs';
import { grown, letSavesFail, saveOnce, startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { POLL_INTERVAL_MS, startSavepoint } from '../savepoint.mjs';
import { twice } from '../twice.mjs';

/** @typedef {import('../in-page.mjs').Timed} Timed */
/** @typedef {import('@playwright/test').Page} Page */

const GOAL_FILTER_MS = 100;
const GOAL_INTERACTION_MS = 200;
/** Nothing shorter is told by the browser. */
const SHORTEST_MS = 16;

/** @type {import('../row.mjs').Row} */
export const interaction = {
  title: '200 cards: layout shifts, filter, the slowest interaction',
  needs: ['redis-server', 'chromium-headless-shell'],
  atMostSeconds: 260,
  async measure(run) {
    const servers = await startRedis(run, 100, { hz: 1 });
    for (const server of servers.slice(0, 2)) {
      await grown(server);
      letSavesFail(server, true);
      await saveOnce(server);
    }
    const { url } = await startSavepoint(run, twice(servers));
    const page = await freshPage(await startChromium(run));
    await page.addInitScript(watchWork);
    await openLive(page, url);
    const polls = run.quick ? 15 : 100;
    for (let poll = 0; poll < polls; poll += 1) {
      await Promise.all(servers.slice(2, 12).map(({ redis }) => redis.incr('visits')));
      await pause(POLL_INTERVAL_MS);
    }
    const shifts = await page.evaluate(() => /** @type {Timed} */ (/** @type {unknown} */ (window)).shifts);
    const hasFilter = await actFor(page, run.quick ? 15_000 : 60_000);
    const { typed, interactions } = await page.evaluate(() => {
      const view = /** @type {Timed} */ (/** @type {unknown} */ (window));
      return { typed: view.typed, interactions: view.interactions };
    });
    return [
      filterLine(hasFilter, typed),
      interactionLine(interactions.map(({ duration }) => duration)),
      line({
        what: `layout shift (CLS) over ${polls} polls with 200 cards`,
        ours: figure(sum(shifts)),
        range: `${shifts.length} shifts`,
        goal: '0',
        reached: reached(sum(shifts), 0),
      }),
    ];
  },
};

/** Does what a person does with keys, pointer and wheel; whether there was a filter. @param {Page} page @param {number} ms */
export async function actFor(page, ms) {
  const filter = page.getByRole('searchbox', { name: /^Filter/ }).or(page.getByRole('textbox', { name: /^Filter/ }));
  const hasFilter = (await filter.count()) > 0;
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (hasFilter) {
      await filter.first().pressSequentially('redis-05', { delay: 120 });
      await filter.first().press('ControlOrMeta+a');
      await filter.first().press('Backspace');
    }
    await page.getByRole('button', { name: 'Save now' }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    for (const key of ['Tab', 'Tab', 'End', 'Home']) await page.keyboard.press(key, { delay: 40 });
    await page.mouse.wheel(0, 2000);
    await page.mouse.wheel(0, -2000);
    await page.getByRole('heading', { level: 1 }).click();
    await pause(300);
  }
  return hasFilter;
}

/** @param {boolean} hasFilter @param {readonly number[]} typed */
function filterLine(hasFilter, typed) {
  const slowest = Math.max(...typed);
  return line({
    what: 'typing in the filter, 200 cards → next paint, slowest key',
    ours: hasFilter ? `${figure(slowest, 'ms')} (median ${figure(median(typed), 'ms')})` : '',
    range: range(hasFilter ? typed : [], 'ms'),
    goal: `≤ ${GOAL_FILTER_MS} ms`,
    reached: hasFilter ? reached(slowest, GOAL_FILTER_MS) : 'not there yet',
  });
}

/** @param {readonly number[]} durations */
function interactionLine(durations) {
  const slowest = Math.max(SHORTEST_MS, ...durations);
  return line({
    what: 'slowest interaction with 200 cards (100 servers under two names)',
    ours: durations.length === 0 ? `< ${SHORTEST_MS} ms` : figure(slowest, 'ms'),
    range: range(durations, 'ms'),
    goal: `≤ ${GOAL_INTERACTION_MS} ms`,
    reached: reached(slowest, GOAL_INTERACTION_MS),
  });
}
