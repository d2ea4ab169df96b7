import { setTimeout as pause } from 'node:timers/promises';
import { freshPage, openLive, startChromium } from '../browser.mjs';
import { figure, median, quantile, range } from '../figures.mjs';
import { watchCard } from '../in-page.mjs';
import { grown, letSavesFail, saveOnce, shownAt, startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { POLL_INTERVAL_MS, startSavepoint } from '../savepoint.mjs';

/** @typedef {import('../in-page.mjs').Watched} Watched */
/** @typedef {import('@playwright/test').Page} Page */

const SERVERS = 10;
const GOAL_MS = POLL_INTERVAL_MS + 150;

/** @type {import('../row.mjs').Row} */
export const seen = {
  title: 'change in Redis → pixel in an open page',
  needs: ['redis-server', 'chromium-headless-shell'],
  atMostSeconds: 150,
  async measure(run) {
    const servers = await startRedis(run, SERVERS, { hz: 10 });
    const [server] = servers;
    if (server === undefined) return [];
    await grown(server);
    await saveOnce(server);
    const { url } = await startSavepoint(run, servers);
    const page = await freshPage(await startChromium(run));
    await openLive(page, url);
    await page.evaluate(watchCard, server.name);
    const delays = [];
    for (let turn = 0; turn < (run.quick ? 8 : 40); turn += 1) {
      // At any moment of Savepoint's beat.
      await pause(POLL_INTERVAL_MS * (0.5 + Math.random()));
      delays.push(await changeOnce(page, server, turn % 2 === 0));
    }
    return lines(delays);
  },
};

/** Lets a save fail, or succeed again. @param {Page} page @param {import('../redis.mjs').Server} server @param {boolean} fails */
async function changeOnce(page, server, fails) {
  letSavesFail(server, fails);
  await server.redis.bgsave();
  const changedAt = await shownAt(server, 'rdb_last_bgsave_status', fails ? 'err' : 'ok');
  return (await paintedAt(page, fails ? 'rejecting-writes' : 'saved', changedAt)) - changedAt;
}

/** @param {Page} page @param {string} state @param {number} after */
async function paintedAt(page, state, after) {
  const find = (/** @type {{ state: string, after: number }} */ wanted) =>
    /** @type {Watched} */ (/** @type {unknown} */ (window)).shown.find(
      (each) => each.state === wanted.state && each.at >= wanted.after,
    )?.at;
  const found = await page.waitForFunction(find, { state, after }, { polling: 100, timeout: 20_000 });
  return (await found.jsonValue()) ?? NaN;
}

/** @param {readonly number[]} delays */
function lines(delays) {
  const p95 = quantile(delays, 0.95);
  return [
    line({
      what: `change in Redis → pixel, p95 of ${delays.length} (p50 ${figure(median(delays), 'ms')})`,
      ours: figure(p95, 'ms'),
      other: `${POLL_INTERVAL_MS} ms between polls`,
      ratio: figure(p95 / POLL_INTERVAL_MS),
      range: range(delays, 'ms'),
      goal: `≤ ${GOAL_MS} ms`,
      reached: reached(p95, GOAL_MS),
    }),
  ];
}
