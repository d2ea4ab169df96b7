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
}

/** In turn through Savepoint, so that the audit has something, and by another client. @param {string} instance @param {import('../demo/server.mjs').DemoServer} server @param {number} index */
async function saveOnce(instance, server, index) {
  if (index % 2 === 1) return server.save();
  const reply = await fetch(`${instance}/bgsave`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reason: 'before the deployment' }),
  });
  if (!reply.ok) throw new Sentence(`Savepoint did not start a save: ${(await reply.json()).error.message}`);
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
