import { setTimeout as pause } from 'node:timers/promises';
import { figure, median, range } from '../figures.mjs';
import { residentMiB } from '../process.mjs';
import { startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { startSavepoint } from '../savepoint.mjs';

const FEW = 10;
const MANY = 100;
const GOAL_MIB = 200;

/** @type {import('../row.mjs').Row} */
export const memory = {
  title: `memory at ${FEW} and at ${MANY} instances`,
  needs: ['redis-server'],
  atMostSeconds: 150,
  async measure(run) {
    const servers = await startRedis(run, MANY, { hz: 1 });
    const few = await startSavepoint(run, servers.slice(0, FEW));
    const many = await startSavepoint(run, servers);
    await pause(run.quick ? 10_000 : 45_000);
    /** @type {number[]} */
    const small = [];
    /** @type {number[]} */
    const large = [];
    for (let sample = 0; sample < (run.quick ? 5 : 15); sample += 1) {
      small.push(residentMiB(few.pid));
      large.push(residentMiB(many.pid));
      await pause(1000);
    }
    const slope = (median(large) - median(small)) / (MANY - FEW);
    return [
      line({
        what: `memory (RSS) at ${MANY} instances at 1 s, no page open`,
        ours: figure(median(large), 'MiB'),
        range: range(large, 'MiB'),
        goal: `≤ ${GOAL_MIB} MiB`,
        reached: reached(median(large), GOAL_MIB),
      }),
      line({
        what: `memory (RSS) at ${FEW} instances; per instance from there on`,
        ours: `${figure(median(small), 'MiB')}; ${figure(slope, 'MiB')} each`,
        range: range(small, 'MiB'),
      }),
    ];
  },
};
