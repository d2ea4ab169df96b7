import { afterEach, beforeEach, expect, test } from 'vitest';
import { FAR, NOWHERE, startApart, type Apart } from '../support/apart';
import { startWatcher, type Watcher } from '../support/a-watcher';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { killTree, spawnServer } from '../support/processes';

/* Faults below TCP, between two networks of their own: nothing here can be made on one loopback interface. */
const PORT = 6379;
const GONE = /^told unreachable timeout No connection to .* in time\. The host may be down, or a firewall drops/;

let net: Apart;

beforeEach(async () => {
  net = await startApart();
});

afterEach(async () => {
  await net.stop();
});
const toEnd = endings();

/** A redis-server at its end of the cable. */
async function startRedisThere(): Promise<void> {
  const args = ['--port', String(PORT), '--bind', FAR, '--protected-mode', 'no', '--save', ''];
  const redis = spawnServer(['redis-server', ...args], { wrapper: net.far });
  toEnd.push(async () => {
    killTree(redis.pid);
    await redis.exited;
  });
  await eventually('Redis to listen', () => redis.output().includes('Ready to accept connections'));
}

/** A Savepoint at the other end. */
function watching(host: string): Watcher {
  const watcher = startWatcher(`redis://${host}:${PORT}`, { wrapper: net.near });
  toEnd.push(() => watcher.stop());
  return watcher;
}

test('a cable that is pulled leaves the connection open: told as no answer, and facts come back with the cable', async () => {
  await startRedisThere();
  const savepoint = watching(FAR);
  await savepoint.says(/^told no-persistence -$/);

  net.cable('down');
  const hung = await savepoint.says(/^told unreachable unresponsive Port open, Redis does not answer\./);
  // The connection was given up, and a new one is not answered either.
  const gone = await savepoint.says(GONE, hung);

  net.cable('up');
  expect(await savepoint.says(/^told no-persistence -$/, gone)).toBeGreaterThan(gone);
});

test('nobody listening, no way there and no answer are three different things', async () => {
  const refused = watching(FAR);
  await refused.says(/^told unreachable refused Connection refused: nothing listens at/);
  const nowhere = watching(NOWHERE);
  await nowhere.says(/^told unreachable unreachable-host No route to/);
  net.cable('down');
  await refused.says(GONE);
});
