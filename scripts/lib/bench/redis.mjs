import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { firstFree } from '../ports.mjs';
import { exitOf, spawnLeashed } from '../run.mjs';
import { Sentence } from '../steps.mjs';
import { sum } from './figures.mjs';

/** @typedef {import('./row.mjs').Run} Run */
/** @typedef {{ name: string, port: number, pid: number, url: string, dump: string, redis: Redis }} Server */

const FIRST_PORT = 20_000;

/** How often Redis itself is asked when the moment of a change in it is wanted. */
const LOOK_EVERY_MS = 5;

/**
 * Starts real servers, and waits until each answers.
 * @param {Run} run
 * @param {number} count
 * @param {{ hz: number }} options `hz` 1 for fleets: a hundred idle servers at the default of 10 keep a core busy
 * @returns {Promise<Server[]>}
 */
export async function startRedis(run, count, { hz }) {
  /** @type {Promise<Server>[]} */
  const starting = [];
  let port = FIRST_PORT;
  for (let i = 1; i <= count; i += 1) {
    port = await firstFree(port);
    starting.push(startOne(run, `redis-${String(i).padStart(3, '0')}`, port, hz));
    port += 1;
  }
  return Promise.all(starting);
}

/** @param {Run} run @param {string} name @param {number} port @param {number} hz @returns {Promise<Server>} */
async function startOne(run, name, port, hz) {
  const dir = join(run.folder, name);
  mkdirSync(dir);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '3600 1', '--hz', String(hz)];
  const child = spawnLeashed(
    'redis-server',
    [...args, '--logfile', join(dir, 'log')],
    { detached: true, stdio: 'ignore' },
    'KILL',
  );
  const exit = exitOf(child);
  const redis = new Redis({ port, retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => {});
  run.keep(async () => {
    redis.disconnect();
    child.kill('SIGKILL');
    await exit;
  });
  const ended = exit.then((code) => {
    throw new Sentence(`redis-server on port ${port} ended (code ${code}).`);
  });
  await Promise.race([redis.ping(), ended]);
  return { name, port, pid: child.pid ?? 0, url: `redis://127.0.0.1:${port}`, dump: join(dir, 'dump.rdb'), redis };
}

/**
 * How many PINGs a server has answered, and when it said so, in milliseconds on its own clock.
 * @typedef {{ pings: number, at: number }} Counted
 */

/**
 * The PINGs of each server, as it counts them: a poll of Savepoint has one, and nobody else sends any.
 * @param {readonly Server[]} servers
 * @returns {Promise<Counted[]>}
 */
export async function pingsCounted(servers) {
  const texts = await Promise.all(servers.map(({ redis }) => redis.info('server', 'commandstats')));
  return texts.map((text) => ({
    pings: Number(/^cmdstat_ping:calls=(\d+)/m.exec(text)?.[1] ?? 0),
    at: Number(/^server_time_usec:(\d+)/m.exec(text)?.[1]) / 1000,
  }));
}

/** All of them together. @param {readonly Server[]} servers */
export async function pingsAnswered(servers) {
  return sum((await pingsCounted(servers)).map(({ pings }) => pings));
}

/**
 * PINGs in so many milliseconds, at the pace between two counts, which is each server's own: counting those of a thousand servers takes
 * a part of a second itself, in which they are polled as well.
 * @param {number} ms @param {readonly Counted[]} before @param {readonly Counted[]} after
 */
export function pingsIn(ms, before, after) {
  return sum(
    after.map(({ pings, at }, index) => {
      const from = before[index] ?? { pings: NaN, at: NaN };
      return ((pings - from.pings) / (at - from.at)) * ms;
    }),
  );
}

/** Whether the next saves of a server fail: a folder stands where the file has to go. @param {Server} server @param {boolean} fails */
export function letSavesFail(server, fails) {
  rmSync(server.dump, { recursive: true, force: true });
  if (fails) mkdirSync(server.dump);
}

/** A save in the first seconds of a process cannot be told from its start time afterwards. @param {Server} server */
export async function grown(server) {
  while (Number(await infoField(server, 'server', 'uptime_in_seconds')) < 3) await pause(100);
}

/**
 * Asks Redis until INFO shows a value; the time of the reply that did, in milliseconds since 1970.
 * @param {Server} server
 * @param {string} field of INFO persistence
 * @param {string} value
 */
export async function shownAt(server, field, value) {
  while ((await infoField(server, 'persistence', field)) !== value) await pause(LOOK_EVERY_MS);
  return Date.now();
}

/** @param {Server} server @param {string} section @param {string} field */
async function infoField({ redis }, section, field) {
  return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(await redis.info(section))?.[1] ?? null;
}

/** Saves once, to the end. @param {Server} server */
export async function saveOnce(server) {
  await server.redis.bgsave();
  await shownAt(server, 'rdb_bgsave_in_progress', '0');
}
