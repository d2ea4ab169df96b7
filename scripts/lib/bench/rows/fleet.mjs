import { setTimeout as pause } from 'node:timers/promises';
import { compiledLoop, startLoop } from '../c-loop.mjs';
import { figure, median, range } from '../figures.mjs';
import { residentMiB, threadsMs } from '../process.mjs';
import { pingsCounted, pingsIn, startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { POLL_INTERVAL_MS, startSavepoint } from '../savepoint.mjs';

/** @typedef {import('../redis.mjs').Server} Server */
/** @typedef {import('../row.mjs').Run} Run */
/** @typedef {{ cpu: number, done: number, mib: number }} Window milliseconds per poll, polls of those due, memory at its end */
/** @typedef {{ count: number, ours: Window[], floor: Window[] }} Measured */

const SIZES = [1, 10, 100, 500, 1000];
const GOAL_CPU = 4;
const GOAL_DONE = 0.999;
const GOAL_MIB = 0.08;
/** From here on the memory that every Savepoint takes is not most of it. */
const LINE_FROM = 100;

/** @type {import('../row.mjs').Row} */
export const fleet = {
  title: `CPU per poll and memory with ${SIZES.join(', ')} servers, beside a loop in C`,
  needs: ['redis-server'],
  atMostSeconds: 1800,
  async measure(run) {
    const loop = await compiledLoop(run);
    const servers = await startRedis(run, Math.max(...SIZES), { hz: 1 });
    /** @type {Measured[]} */
    const all = [];
    for (const count of SIZES) all.push(await measureSize(run, servers.slice(0, count), loop));
    return lines(all);
  },
};

/** @param {Run} run @param {readonly Server[]} servers @param {string | null} loop @returns {Promise<Measured>} */
async function measureSize(run, servers, loop) {
  const [settle, length] = run.quick ? [3000, 6000] : [5000, 15_000];
  const savepoint = await startSavepoint(run, servers);
  await pause(run.quick ? 5000 : 20_000);
  /** @type {Measured} */
  const measured = { count: servers.length, ours: [], floor: [] };
  for (let round = 0; round < (run.quick ? 2 : 3); round += 1) {
    process.kill(savepoint.pid, 'SIGCONT');
    await pause(settle);
    measured.ours.push(await window(servers, savepoint.pid, length));
    if (loop === null) continue;
    // One at a time: neither pays for the other's use of the caches.
    process.kill(savepoint.pid, 'SIGSTOP');
    const floor = startLoop(
      run,
      loop,
      servers.map(({ port }) => port),
    );
    await pause(settle);
    measured.floor.push(await window(servers, floor.pid, length));
    await floor.end();
  }
  process.kill(savepoint.pid, 'SIGCONT');
  await savepoint.end();
  return measured;
}

/** @param {readonly Server[]} servers @param {number} pid @param {number} length @returns {Promise<Window>} */
async function window(servers, pid, length) {
  const [before, from, cpu] = [await pingsCounted(servers), performance.now(), threadsMs(pid)];
  await pause(length);
  const [used, passed] = [threadsMs(pid) - cpu, performance.now() - from];
  const polls = pingsIn(passed, before, await pingsCounted(servers));
  return { cpu: used / polls, done: polls / ((passed / POLL_INTERVAL_MS) * servers.length), mib: residentMiB(pid) };
}

/** @param {readonly Measured[]} all */
function lines(all) {
  return [...all.map(cpuLine), doneLine(all.at(-1)), ...memoryLines(all)];
}

/** @param {Measured} measured */
function cpuLine({ count, ours, floor }) {
  const [mine, other] = [ours.map(({ cpu }) => cpu), floor.map(({ cpu }) => cpu)];
  const ratio = median(mine) / median(other);
  const isLast = count === SIZES.at(-1);
  return line({
    what: `CPU per poll of ${count} at 1 s : a loop in C`,
    ours: figure(median(mine), 'ms'),
    other: floor.length === 0 ? 'no C compiler here' : figure(median(other), 'ms'),
    ratio: floor.length === 0 ? '' : figure(ratio),
    range: floor.length === 0 ? range(mine, 'ms') : `${range(mine)} : ${range(other, 'ms')}`,
    goal: isLast ? `≤ ${GOAL_CPU}` : '',
    reached: isLast && floor.length > 0 ? reached(ratio, GOAL_CPU) : '',
  });
}

/** @param {Measured | undefined} last */
function doneLine(last) {
  const done = last?.ours.map((each) => each.done) ?? [];
  return line({
    what: `polls done ÷ due, ${last?.count} at 1 s`,
    ours: median(done).toFixed(4),
    range: done.length === 0 ? '' : `${Math.min(...done).toFixed(4)}–${Math.max(...done).toFixed(4)}`,
    goal: `≥ ${GOAL_DONE}`,
    reached: median(done) >= GOAL_DONE ? 'yes' : 'no',
  });
}

/** Memory per instance, from one size to the next: a line has the same everywhere. @param {readonly Measured[]} all */
function memoryLines(all) {
  const sizes = all.filter(({ count }) => count >= LINE_FROM);
  const mib = (/** @type {Measured | undefined} */ each) => median(each?.ours.map((window) => window.mib) ?? []);
  const slope = (/** @type {Measured | undefined} */ a, /** @type {Measured | undefined} */ b) =>
    (mib(b) - mib(a)) / ((b?.count ?? 0) - (a?.count ?? 0));
  const whole = slope(sizes[0], sizes.at(-1));
  const steps = sizes.slice(1).map((each, index) => slope(sizes[index], each));
  return [
    line({
      what: `memory (RSS) per instance from ${sizes[0]?.count} to ${sizes.at(-1)?.count} instances`,
      ours: figure(whole, 'MiB'),
      range: `${range(steps, 'MiB')} from size to size`,
      goal: `≤ ${GOAL_MIB} MiB`,
      reached: reached(whole, GOAL_MIB),
    }),
    line({
      what: `memory (RSS) at ${all.map(({ count }) => count).join(', ')} instances`,
      ours: `${all.map((each) => mib(each).toFixed(0)).join(', ')} MiB`,
    }),
  ];
}
