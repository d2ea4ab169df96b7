import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyAudit } from '../../lib/store/verify-audit';
import { callsOf, guardOf } from '../support/action-bench';
import { eventually } from '../support/eventually';
import { killTree, spawnServer, type SpawnedServer } from '../support/processes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { repetitions } from '../support/repetitions';
import { seeded } from '../support/rng';
import { newDataDir } from '../support/store-folder';
import { wholeAudit } from '../support/whole-audit';
import { placeOf } from '../support/store-place';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const ENDING = fileURLToPath(new URL('../support/ending-process.ts', import.meta.url));
const ROUNDS = repetitions({ often: 200, seldom: 6 });

let redis: RedisServer;
let dataDir: string;
let running: SpawnedServer | null = null;

beforeEach(async () => {
  dataDir = newDataDir();
  redis = await startRedis();
  await redis.cli('SET', 'k', 'v');
});

afterEach(async () => {
  if (running !== null) killTree(running.pid);
  await running?.exited;
  await redis.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts a Savepoint that acts, and waits until what was left open has ended and it has done so many actions more. */
async function acting(actions: number): Promise<SpawnedServer> {
  const server = spawnServer([process.execPath, '--import', HOOKS, ENDING, dataDir, redis.url], {});
  running = server;
  const done = (): number => server.output().split(' done\n').length - 1;
  try {
    await eventually('some actions', () => server.hasExited() || done() >= actions, 60_000);
  } catch (error) {
    throw new Error(`It did too little:\n${server.output()}`, { cause: error });
  }
  if (server.hasExited()) throw new Error(`It ended by itself:\n${server.output()}`);
  return server;
}

/** Ends it, and waits until it has. */
async function ended(server: SpawnedServer): Promise<void> {
  process.kill(server.pid, 'SIGTERM');
  await eventually('it to end', () => server.hasExited());
  expect(server.output()).not.toMatch(/did not end cleanly|unhandled|uncaught/i);
}

/** What is told of the changes is what Redis counted; the last process alone may have left one open. */
async function expectAllRecorded(what: string): Promise<string> {
  const entries = await wholeAudit(dataDir);
  const sets = await callsOf(redis, 'config|set');
  const told = `${what}, ${entries.length} entries, ${sets} CONFIG SET`;
  const changes = entries.filter(({ kind }) => kind === 'set-stop-writes');
  const applied = changes.filter(({ outcome }) => outcome === 'applied');
  const open = changes.filter(({ outcome }) => outcome === 'pending');
  expect(open.length, told).toBeLessThanOrEqual(1);
  expect([applied.length, applied.length + open.length], told).toContain(sets);
  expect(changes.filter(({ outcome }) => outcome === 'conflict' || outcome === 'unknown').length, told).toBe(0);
  if (open.length === 0) expect(applied[0]?.action?.after, told).toBe(await guardOf(redis));
  expect(await verifyAudit(placeOf(dataDir)), told).toMatchObject({ ok: true });
  return told;
}

it(
  'SIGTERM while it acts: it ends, what was under way is done or recorded, and the next start knows which',
  { timeout: 60_000 + ROUNDS * 20_000 },
  async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    for (let round = 0; round < ROUNDS; round += 1) {
      const server = await acting(1 + Math.floor(random() * 6));
      const moment = performance.now() + random() * 20;
      await eventually('the moment', () => performance.now() > moment);
      await ended(server);
    }
    await ended(await acting(1));
    const told = await expectAllRecorded(`seed ${seed}, ${ROUNDS} rounds`);
    console.log(told);
  },
);

it(
  'SIGTERM while Redis hangs with the change in its hands: it ends all the same, and the next start reads it back',
  { timeout: 120_000 },
  async () => {
    const server = await acting(2);
    await redis.kill('SIGSTOP');
    await ended(server);
    await redis.kill('SIGCONT');
    await ended(await acting(1));
    await expectAllRecorded('one hang');
  },
);
