import { setTimeout as pause } from 'node:timers/promises';
import { freshPage, openLive, startChromium } from '../browser.mjs';
import { figure, quantile, range } from '../figures.mjs';
import { watchConfirmation } from '../in-page.mjs';
import { grown, saveOnce, startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { POLL_INTERVAL_MS, startSavepoint } from '../savepoint.mjs';

/** @typedef {import('../in-page.mjs').Watched} Watched */
/** @typedef {import('@playwright/test').Page} Page */

/** As the page calls them. */
const WORDS = { open: 'Save now', start: 'Start save', saved: 'Saved', close: 'Close' };
const GOAL = 1.5;

/** @type {import('../row.mjs').Row} */
export const confirmed = {
  title: 'click on “Start save” → saved on the page, beside Redis’s own lag',
  needs: ['redis-server', 'chromium-headless-shell'],
  atMostSeconds: 180,
  async measure(run) {
    const [server] = await startRedis(run, 1, { hz: 10 });
    if (server === undefined) return [];
    await grown(server);
    const { url } = await startSavepoint(run, [server]);
    const page = await freshPage(await startChromium(run));
    await openLive(page, `${url}/instances/${server.name}`);
    await page.evaluate(watchConfirmation, { button: WORDS.start, heading: WORDS.saved });
    const ours = [];
    const lags = [];
    for (let turn = 0; turn < (run.quick ? 6 : 30); turn += 1) {
      lags.push(await ownLag(server));
      // Until the page has seen that save end too; and then at any moment of Savepoint's beat.
      await pause(POLL_INTERVAL_MS * (1.2 + Math.random()));
      ours.push(await clickOnce(page));
    }
    return [compare('p95', 0.95, ours, lags), compare('p50', 0.5, ours, lags)];
  },
};

/** From BGSAVE on a connection of our own until INFO shows its end. @param {import('../redis.mjs').Server} server */
async function ownLag(server) {
  const sent = performance.now();
  await saveOnce(server);
  return performance.now() - sent;
}

/** @param {Page} page */
async function clickOnce(page) {
  await page.getByRole('button', { name: WORDS.open }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: WORDS.start }).click();
  const took = await page.waitForFunction(
    () => {
      const { clickedAt, confirmedAt } = /** @type {Watched} */ (/** @type {unknown} */ (window));
      return confirmedAt > clickedAt && confirmedAt - clickedAt;
    },
    null,
    { polling: 100, timeout: 20_000 },
  );
  await dialog.getByRole('button', { name: WORDS.close }).last().click();
  await dialog.waitFor({ state: 'detached' });
  return Number(await took.jsonValue());
}

/** @param {string} name @param {number} share @param {readonly number[]} ours @param {readonly number[]} lags */
function compare(name, share, ours, lags) {
  const [mine, lag] = [quantile(ours, share), quantile(lags, share)];
  return line({
    what: `click → confirmed save : Redis’s own lag, ${name} of ${ours.length}`,
    ours: figure(mine, 'ms'),
    other: figure(lag, 'ms'),
    ratio: figure(mine / lag),
    range: `${range(ours)} : ${range(lags, 'ms')}`,
    goal: name === 'p95' ? `≤ ${GOAL}` : '',
    reached: name === 'p95' ? reached(mine / lag, GOAL) : '',
  });
}
