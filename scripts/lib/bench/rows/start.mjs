import { setTimeout as pause } from 'node:timers/promises';
import { figure, median, range } from '../figures.mjs';
import { builtHello, serveHello } from '../hello.mjs';
import { startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { spawnSavepoint } from '../savepoint.mjs';

const SERVERS = 10;
const GOAL = 1.5;
const LOOK_EVERY_MS = 10;

/** @type {import('../row.mjs').Row} */
export const start = {
  title: 'from the start of the process to the first true state, beside the first answer of Next’s hello page',
  needs: ['redis-server'],
  atMostSeconds: 300,
  async measure(run) {
    const servers = await startRedis(run, SERVERS, { hz: 10 });
    const hello = await builtHello(run);
    /** @type {number[]} */
    const ours = [];
    /** @type {number[]} */
    const theirs = [];
    // The first start of each leaves behind what was compiled.
    for (let round = -1; round < (run.quick ? 2 : 6); round += 1) {
      const took = [
        await untilTrue(await spawnSavepoint(run, servers)),
        await untilAnswered(await serveHello(run, hello)),
      ];
      if (round < 0) continue;
      ours.push(took[0] ?? NaN);
      theirs.push(took[1] ?? NaN);
    }
    const ratio = median(ours) / median(theirs);
    return [
      line({
        what: `start → true state of ${SERVERS} instances : Next hello’s first answer`,
        ours: figure(median(ours), 'ms'),
        other: figure(median(theirs), 'ms'),
        ratio: figure(ratio),
        range: `${range(ours)} : ${range(theirs, 'ms')}`,
        goal: `≤ ${GOAL}`,
        reached: reached(ratio, GOAL),
      }),
    ];
  },
};

/** @typedef {{ url: string, startedAt: number, end: () => Promise<unknown> }} Started */

/** Milliseconds until every instance is told with what was seen of it. @param {Started} started */
function untilTrue(started) {
  return until(started, '/api/instances', async (response) => {
    const { instances } = await response.json();
    return (
      instances.length === SERVERS &&
      instances.every((/** @type {{ observedAt: string | null }} */ each) => each.observedAt !== null)
    );
  });
}

/** @param {Started} started */
function untilAnswered(started) {
  return until(started, '/', async (response) => (await response.text()).includes('Hello'));
}

/** @param {Started} started @param {string} path @param {(response: Response) => Promise<boolean>} isIt */
async function until({ url, startedAt, end }, path, isIt) {
  for (;;) {
    const response = await fetch(`${url}${path}`).catch(() => null);
    if (response?.ok === true && (await isIt(response))) break;
    await pause(LOOK_EVERY_MS);
  }
  const took = performance.now() - startedAt;
  await end();
  return took;
}
