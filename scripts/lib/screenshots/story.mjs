import { WAYS } from '../demo/breakage.mjs';
import { Sentence } from '../steps.mjs';
import { until } from './api.mjs';

/** The server whose page, dialogues and history are shown. */
export const SUBJECT = 'orders-primary';

/** Microseconds a key: saves of different length, as on a disk that others use as well. */
const PACES = [900, 400, 1100, 600, 800];
/** The save point of the demo lets Redis try again a minute after the last good save, and then about every six seconds. */
const FAILURES = 4;
const FAILING_MS = 180_000;

/**
 * Lets the fleet live: the subject saves several times, then its disk fails, and Redis tries again by itself.
 * @param {string} url
 * @param {readonly import('../demo/server.mjs').DemoServer[]} servers
 */
export async function makeHistory(url, servers) {
  const server = servers.find(({ member }) => member.name === SUBJECT);
  if (server === undefined) throw new Sentence(`The demo has no ${SUBJECT} to show.`);
  const instance = `${url}/api/instances/${SUBJECT}`;
  await WAYS[server.member.breaks].heal(server);
  for (const [index, pace] of PACES.entries()) {
    const known = await savesOf(instance);
    await server.redis.config('SET', 'rdb-key-save-delay', pace);
    await server.write(server.member.keys);
    await saveOnce(instance, server, index);
    await until('One more good save', `${instance}/saves`, ({ saves }) => goodOnes(saves) > known);
  }
  await server.redis.config('SET', 'rdb-key-save-delay', 0);
  await server.write(server.member.keys);
  await WAYS[server.member.breaks].break(server);
  await until(
    `${FAILURES} failures in a row`,
    instance,
    ({ state, rdb }) => state === 'rejecting-writes' && rdb.failuresInARow >= FAILURES,
    FAILING_MS,
  );
  await work(url, instance);
}

/** Somebody is at it: the first step of the runbook is done, and a note is written. @param {string} url @param {string} instance */
async function work(url, instance) {
  const number = await until('The open incident', instance, ({ incident }) => incident);
  const step = await until('Its runbook', `${instance}/runbook`, ({ steps }) => steps[0].id);
  const incident = `${url}/api/incidents/${number}`;
  await send('PUT', `${incident}/steps/${step}`, { done: true });
  await send('POST', `${incident}/notes`, { text: 'Storage looks after the disk of rack 4.' });
}

/** @param {'POST' | 'PUT'} method @param {string} url @param {object} body */
async function send(method, url, body) {
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Sentence(`Savepoint refused ${method} ${url}: ${(await reply.json()).error.message}`);
}

/** In turn through Savepoint, so that the audit has something, and by another client. @param {string} instance @param {import('../demo/server.mjs').DemoServer} server @param {number} index */
async function saveOnce(instance, server, index) {
  if (index % 2 === 1) return server.save();
  await send('POST', `${instance}/bgsave`, { reason: 'before the deployment' });
}

/** @param {string} instance @returns {Promise<number>} */
function savesOf(instance) {
  return until('The history', `${instance}/saves`, ({ saves }) => ({ count: goodOnes(saves) })).then(
    ({ count }) => count,
  );
}

/** @param {readonly { outcome: string }[]} saves */
function goodOnes(saves) {
  return saves.filter(({ outcome }) => outcome === 'saved').length;
}
