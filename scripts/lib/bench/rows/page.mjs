import { startChromium } from '../browser.mjs';
import { figure, median, range } from '../figures.mjs';
import { startHello } from '../hello.mjs';
import { loadOnce } from '../load.mjs';
import { grown, letSavesFail, saveOnce, startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { startSavepoint } from '../savepoint.mjs';
import { twice } from '../twice.mjs';

/** @typedef {import('../load.mjs').Load} Load */

const GOALS = { scriptKB: 1.25, paintedMs: 1.3, blockedMs: 1.5 };
const TITLES = { scriptKB: 'first-load JS, gzip', paintedMs: 'first contentful paint', blockedMs: 'blocking time' };
const UNITS = { scriptKB: 'kB', paintedMs: 'ms', blockedMs: 'ms' };

/** @type {import('../row.mjs').Row} */
export const page = {
  title: 'first load of the fleet page, beside the hello page of Next',
  needs: ['redis-server', 'chromium-headless-shell'],
  atMostSeconds: 300,
  async measure(run) {
    const servers = await startRedis(run, 100, { hz: 1 });
    await makeTrouble(servers.slice(0, 2));
    const pages = {
      hello: await startHello(run),
      ten: (await startSavepoint(run, servers.slice(0, 10))).url,
      many: (await startSavepoint(run, twice(servers))).url,
    };
    const browser = await startChromium(run);
    /** @type {Record<keyof typeof pages, Load[]>} */
    const loads = { hello: [], ten: [], many: [] };
    // The first answer of each server is slower than all others, and nobody's first load.
    for (const url of Object.values(pages)) await loadOnce(browser, url);
    for (let round = 0; round < (run.quick ? 2 : 6); round += 1)
      for (const name of /** @type {const} */ (['hello', 'ten', 'many']))
        loads[name].push(await loadOnce(browser, pages[name]));
    return [...lines('10 instances', loads.ten, loads.hello), ...lines('200 instances', loads.many, loads.hello)];
  },
};

/** A fleet as it is at 3 a.m.: some refuse writes. @param {readonly import('../redis.mjs').Server[]} servers */
async function makeTrouble(servers) {
  for (const server of servers) {
    await grown(server);
    letSavesFail(server, true);
    await saveOnce(server);
  }
}

/** @param {string} fleet @param {readonly Load[]} ours @param {readonly Load[]} theirs */
function lines(fleet, ours, theirs) {
  const later = median(ours.map(({ laterKB }) => laterKB));
  return /** @type {(keyof typeof GOALS)[]} */ (Object.keys(GOALS)).map((key) => {
    const [mine, other] = [ours.map((each) => each[key]), theirs.map((each) => each[key])];
    const ratio = median(mine) / median(other);
    return line({
      what: `${TITLES[key]}, ${fleet} : Next hello`,
      ours: `${figure(median(mine), UNITS[key])}${key === 'scriptKB' ? ` (and ${figure(later, 'kB')} once idle)` : ''}`,
      other: figure(median(other), UNITS[key]),
      ratio: Number.isFinite(ratio) ? figure(ratio) : 'hello blocks nothing',
      range: `${range(mine)} : ${range(other, UNITS[key])}`,
      goal: `≤ ${GOALS[key]}`,
      reached: Number.isFinite(ratio) ? reached(ratio, GOALS[key]) : median(mine) === 0 ? 'yes' : 'no',
    });
  });
}
