import { setTimeout as pause } from 'node:timers/promises';
import { EXPORTER, startExporter, startScraping } from '../exporter.mjs';
import { figure, median, range, sum } from '../figures.mjs';
import { cpuMs, mainThreadMs } from '../process.mjs';
import { pingsAnswered, startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { startSavepoint } from '../savepoint.mjs';

/** @typedef {{ cpu: number, inRedis: number, looks: number }} Window milliseconds per look, and looks made */

const SERVERS = 100;
const GOAL = 0.15;
const GOAL_IN_REDIS = 0.17;

/** @type {import('../row.mjs').Row} */
export const watching = {
  title: `CPU per poll of ${SERVERS} servers at 1 s, beside ${EXPORTER}`,
  needs: ['redis-server', EXPORTER],
  atMostSeconds: 300,
  async measure(run) {
    const length = run.quick ? 6000 : 12_000;
    const settle = run.quick ? 3000 : 5000;
    const servers = await startRedis(run, SERVERS, { hz: 1 });
    const idle = await idleMs(servers, settle);
    const savepoint = await startSavepoint(run, servers);
    const exporter = await startExporter(run);
    await pause(run.quick ? 5000 : 25_000);
    /** @type {Window[]} */
    const ours = [];
    /** @type {Window[]} */
    const theirs = [];
    for (let round = 0; round < (run.quick ? 2 : 4); round += 1) {
      process.kill(savepoint.pid, 'SIGCONT');
      await pause(settle);
      ours.push(await window(servers, savepoint.pid, length, () => pingsAnswered(servers)));
      // One at a time: neither pays for the other's use of the caches.
      process.kill(savepoint.pid, 'SIGSTOP');
      const scraping = startScraping(
        exporter.url,
        servers.map(({ url }) => url),
      );
      await pause(settle);
      theirs.push(await window(servers, exporter.pid, length, scraping.done));
      scraping.end();
    }
    const due = (length / 1000) * SERVERS;
    const busy = (/** @type {Window} */ each) => ({ ...each, inRedis: each.inRedis - (idle * length) / each.looks });
    return lines(ours.map(busy), theirs.map(busy), due);
  },
};

/**
 * What all servers together use while nobody asks them anything, in milliseconds per millisecond.
 * @param {readonly import('../redis.mjs').Server[]} servers
 * @param {number} length
 */
async function idleMs(servers, length) {
  const used = () => sum(servers.map(({ pid }) => mainThreadMs(pid)));
  const before = used();
  await pause(length);
  return (used() - before) / length;
}

/**
 * @param {readonly import('../redis.mjs').Server[]} servers
 * @param {number} pid
 * @param {number} length
 * @param {() => number | Promise<number>} looksDone
 * @returns {Promise<Window>}
 */
async function window(servers, pid, length, looksDone) {
  const read = async () => ({
    looks: await looksDone(),
    cpu: cpuMs(pid),
    inRedis: sum(servers.map((server) => mainThreadMs(server.pid))),
  });
  const before = await read();
  await pause(length);
  const after = await read();
  const looks = after.looks - before.looks;
  return { looks, cpu: (after.cpu - before.cpu) / looks, inRedis: (after.inRedis - before.inRedis) / looks };
}

/** @param {readonly Window[]} ours @param {readonly Window[]} theirs @param {number} due looks in a window */
function lines(ours, theirs, due) {
  const made = (/** @type {readonly Window[]} */ windows) =>
    `${Math.round((100 * sum(windows.map(({ looks }) => looks))) / (due * windows.length))} %`;
  const compare = (/** @type {'cpu' | 'inRedis'} */ key, /** @type {number} */ goal, /** @type {string} */ what) => {
    const [mine, other] = [ours.map((each) => each[key]), theirs.map((each) => each[key])];
    const ratio = median(mine) / median(other);
    return line({
      what,
      ours: figure(median(mine), 'ms'),
      other: figure(median(other), 'ms'),
      ratio: figure(ratio),
      range: `${range(mine)} : ${range(other, 'ms')}`,
      goal: `≤ ${goal}`,
      reached: reached(ratio, goal),
    });
  };
  return [
    compare(
      'cpu',
      GOAL,
      `CPU per poll : per redis_exporter scrape (made: ${made(ours)} : ${made(theirs)} of those due)`,
    ),
    compare('inRedis', GOAL_IN_REDIS, 'CPU of Redis per poll : per scrape, less what it uses when idle'),
  ];
}
