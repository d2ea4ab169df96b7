import { setTimeout as pause } from 'node:timers/promises';
import { figure, median, range } from '../figures.mjs';
import { inProject } from '../../paths.mjs';
import { firstFree } from '../../ports.mjs';
import { exitOf, spawnLeashed } from '../../run.mjs';
import { threadsMs } from '../process.mjs';
import { pingsAnswered, startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { POLL_INTERVAL_MS, startSavepoint } from '../savepoint.mjs';
import { openStreams } from '../streams.mjs';

/** @typedef {import('../redis.mjs').Server} Server */
/** @typedef {import('../row.mjs').Run} Run */

const SERVERS = 10;
const PAGES = 1000;
const GOAL = 1.5;
/** Of polls with and without pages: more or less than this is no noise. */
const SAME = 0.005;
const FIRST_PORT = 4690;

/** @type {import('../row.mjs').Row} */
export const stream = {
  title: `CPU per event and page with ${PAGES} open pages, beside node:http with one buffer for all`,
  needs: ['redis-server'],
  atMostSeconds: 300,
  async measure(run) {
    const [settle, length] = run.quick ? [2000, 6000] : [5000, 15_000];
    const servers = await startRedis(run, SERVERS, { hz: 1 });
    const savepoint = await startSavepoint(run, servers);
    const change = setInterval(
      () => void Promise.all(servers.map(({ redis }) => redis.incr('visits'))),
      POLL_INTERVAL_MS,
    );
    run.keep(() => clearInterval(change));
    await pause(settle);
    const rounds = run.quick ? 2 : 4;
    const alone = [];
    for (let round = 0; round < rounds; round += 1) alone.push(await window(servers, savepoint.pid, length, null));
    const pages = await openStreams(run, `${savepoint.url}/api/stream`, PAGES);
    await pause(settle);
    const watched = [];
    for (let round = 0; round < rounds; round += 1) watched.push(await window(servers, savepoint.pid, length, pages));
    const size = Math.round(median(watched.map(({ bytes, events }) => bytes / events)));
    await savepoint.end();
    const floor = await measureFloor(run, size, rounds, length);
    const own = median(alone.map(({ cpu }) => cpu));
    return lines(
      watched.map(({ cpu, events }) => ((cpu - own) * 1000) / events),
      floor,
      size,
      alone,
      watched,
    );
  },
};

/** @param {readonly Server[]} servers @param {number} pid @param {number} length @param {Awaited<ReturnType<typeof openStreams>> | null} pages */
async function window(servers, pid, length, pages) {
  const read = async () => ({
    polls: await pingsAnswered(servers),
    at: performance.now(),
    cpu: threadsMs(pid),
    events: pages?.events() ?? 0,
    bytes: pages?.bytes() ?? 0,
  });
  const before = await read();
  await pause(length);
  const after = await read();
  const due = ((after.at - before.at) / POLL_INTERVAL_MS) * Math.max(1, servers.length);
  return {
    cpu: after.cpu - before.cpu,
    events: after.events - before.events,
    bytes: after.bytes - before.bytes,
    done: (after.polls - before.polls) / due,
  };
}

/** Microseconds per event and page of node:http alone. @param {Run} run @param {number} size @param {number} rounds @param {number} length */
async function measureFloor(run, size, rounds, length) {
  const port = await firstFree(FIRST_PORT);
  const script = inProject('scripts/lib/bench/floor/stream.mjs');
  const child = spawnLeashed(process.execPath, [script, String(port)], { stdio: ['pipe', 'ignore', 'ignore'] }, 'KILL');
  const exit = exitOf(child);
  run.keep(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const url = `http://127.0.0.1:${port}`;
  while ((await fetch(url).catch(() => null))?.ok !== true) await pause(100);
  const pages = await openStreams(run, `${url}/`, PAGES);
  // As many as Savepoint tells of: each server once, and a pulse.
  const tell = setInterval(() => {
    for (let event = 0; event <= SERVERS; event += 1) child.stdin?.write(`${'x'.repeat(size)}\n`);
  }, POLL_INTERVAL_MS);
  run.keep(() => clearInterval(tell));
  await pause(2000);
  const each = [];
  for (let round = 0; round < rounds; round += 1) {
    const { cpu, events } = await window([], child.pid ?? 0, length, pages);
    each.push((cpu * 1000) / events);
  }
  return each;
}

/**
 * @param {readonly number[]} ours @param {readonly number[]} floor @param {number} size
 * @param {readonly { done: number }[]} alone @param {readonly { done: number }[]} watched
 */
function lines(ours, floor, size, alone, watched) {
  const ratio = median(ours) / median(floor);
  const [without, withPages] = [median(alone.map(({ done }) => done)), median(watched.map(({ done }) => done))];
  return [
    line({
      what: `CPU per event and page, ${PAGES} pages, ${size} bytes : node:http with one buffer`,
      ours: figure(median(ours), 'µs'),
      other: figure(median(floor), 'µs'),
      ratio: figure(ratio),
      range: `${range(ours)} : ${range(floor, 'µs')}`,
      goal: `≤ ${GOAL}`,
      reached: reached(ratio, GOAL),
    }),
    line({
      what: `polls done ÷ due with ${PAGES} open pages : with none`,
      ours: withPages.toFixed(4),
      other: without.toFixed(4),
      ratio: figure(withPages / without),
      goal: 'the same',
      reached: withPages <= without + SAME ? 'yes' : 'no',
    }),
  ];
}
