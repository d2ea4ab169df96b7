import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isSame } from '../demo/identity.mjs';
import { startTraffic } from '../demo/traffic.mjs';
import { say, step } from '../steps.mjs';
import { startClients } from './clients.mjs';
import { soakFleet } from './fleet.mjs';
import { startHappening } from './happen.mjs';
import { countLog } from './log.mjs';
import { clock, planOf, told } from './plan.mjs';
import { sampleOf } from './sample.mjs';
import { startFleet, startWatching } from './start.mjs';
import { Tally } from './tally.mjs';
import { warmUp } from './warm-up.mjs';

/** @typedef {import('./judge.mjs').Sample} Sample */
/** @typedef {import('../demo/identity.mjs').Identity} Identity */
/** @typedef {Awaited<ReturnType<typeof startWatching>>} Watching */

const SAMPLE_EVERY_MS = 10_000;
const TELL_EVERY = 30;
/** Servers that somebody writes to all the time; the others rest. */
const WRITTEN_TO = 6;

/**
 * One soak: starts everything, lets it run for so long or until somebody asks for its end, and counts.
 * @param {{ seconds: number, seed: number, home: string, keep: import('./start.mjs').Keep, asked: Promise<unknown> }} wanted
 * @returns {Promise<import('./report.mjs').Soaked>}
 */
export async function soak({ seconds, seed, home, keep, asked }) {
  const plan = planOf({ seed, seconds, targets: soakFleet().map(({ member: { name }, kinds }) => ({ name, kinds })) });
  say(`What happens in ${clock(seconds)} with SEED=${seed}:\n${plan.map((each) => `  ${told(each)}`).join('\n')}\n`);
  const servers = await step('Starting the Redis servers', () => startFleet(home, keep));
  const watching = await step('Starting Savepoint', () => startWatching(home, servers, keep));
  const names = servers.map(({ member }) => member.name);
  await warmUp(watching.url, names);
  const tally = new Tally();
  const stopTraffic = startTraffic(servers.slice(0, WRITTEN_TO));
  const ends = [startHappening({ url: watching.url, plan, servers, tally }), startClients(watching.url, names, tally)];
  const server = identityOf(watching.pid);
  const samples = await sampling({ seconds, watching, server, tally, asked });
  stopTraffic();
  const ended = !isSame(server);
  await Promise.all(ends.map((end) => end()));
  return {
    seed,
    instances: servers.length,
    samples,
    tally,
    log: countLog(readFileSync(watching.logFile, 'utf8')),
    ended,
  };
}

/** @param {{ seconds: number, watching: Watching, server: Identity, tally: Tally, asked: Promise<unknown> }} of */
async function sampling({ seconds, watching, server, tally, asked }) {
  let over = false;
  const end = Promise.race([asked, watching.exit]).then(() => (over = true));
  /** @type {Sample[]} */
  const samples = [];
  while (!over && tally.at < seconds && isSame(server)) {
    const sample = sampleOf({ ...watching, at: tally.at });
    samples.push(sample);
    if (samples.length % TELL_EVERY === 1) say(lineOf(sample, tally));
    await Promise.race([pause(Math.min(SAMPLE_EVERY_MS, Math.max(0, (seconds - tally.at) * 1000))), end]);
  }
  return samples;
}

/** @param {Sample} sample @param {Tally} tally */
function lineOf({ at, rss, heap, code, fds, threads, store }, { answers, failed }) {
  const parts = [
    `${rss.toFixed(0)} MiB`,
    ...(heap === null || code === null ? [] : [`heap ${heap.toFixed(0)} MiB, ${code.toFixed(0)} of it compiled`]),
    `${fds} fds`,
    `${threads} threads`,
  ];
  return `  ${clock(at)}  ${[...parts, `store ${store.toFixed(1)} MiB`, `${answers} answers, ${failed} failed`].join(', ')}`;
}
