import { expect, test } from 'vitest';
import { startWatcher } from '../support/a-watcher';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { killTree, spawnServer } from '../support/processes';
import { startWatchedNet, type WatchedNet } from '../support/watched-net';

const PORT = 6379;
/** Private addresses, which are both in the network of the test. */
const [FIRST, SECOND] = ['10.77.0.1', '10.77.0.2'];

const toEnd = endings();

/** A redis-server at an address of that network; the returned function kills it. */
async function startRedisAt(net: WatchedNet, address: string): Promise<() => Promise<void>> {
  const args = ['--port', String(PORT), '--bind', address, '--protected-mode', 'no', '--save', ''];
  const redis = spawnServer(['redis-server', ...args], { wrapper: net.wrapper });
  const kill = async (): Promise<void> => {
    killTree(redis.pid);
    await redis.exited;
  };
  toEnd.push(kill);
  await eventually('Redis to listen', () => redis.output().includes('Ready to accept connections'));
  return kill;
}

test('a name that leads to another server: it is asked for again with each connection, and the other process is told', async () => {
  // The first time it is asked for it leads to the first server, from then on to the second.
  const moves = [[FIRST], ...Array.from({ length: 500 }, () => [SECOND])];
  const net = await startWatchedNet({ 'orders.test': moves });
  toEnd.push(() => net.stop());
  const killFirst = await startRedisAt(net, FIRST);
  await startRedisAt(net, SECOND);
  const savepoint = startWatcher(`redis://orders.test:${PORT}`, { wrapper: net.wrapper });
  toEnd.push(() => savepoint.stop());
  const seen = await savepoint.says(/^told no-persistence -$/);
  expect(new Set(await net.packets())).toEqual(new Set([`tcp ${FIRST} ${PORT}`]));

  await killFirst();
  await savepoint.says(/^event restarted$/, seen);
  expect(new Set(await net.packets())).toEqual(new Set([`tcp ${SECOND} ${PORT}`]));
});
