import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AuditEntry } from '../../lib/domain/action/action';
import { verifyAudit } from '../../lib/store/verify-audit';
import { callsOf, guardOf } from '../support/action-bench';
import type { Step } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { killTree, spawnServer, type SpawnedServer } from '../support/processes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { repetitions } from '../support/repetitions';
import { seeded } from '../support/rng';
import { newDataDir } from '../support/store-folder';
import { wholeAudit } from '../support/whole-audit';
import { placeOf } from '../support/store-place';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const ACTING = fileURLToPath(new URL('../support/acting-process.ts', import.meta.url));
const STEPS: readonly Step[] = ['intent-kept', 'before-sending', 'answered', 'read-back', 'outcome-kept'];

let redis: RedisServer;
let dataDir: string;
let process_: SpawnedServer | null = null;

beforeEach(async () => {
  dataDir = newDataDir();
  redis = await startRedis();
  await redis.cli('SET', 'k', 'v');
});

afterEach(async () => {
  if (process_ !== null) killTree(process_.pid);
  await process_?.exited;
  await redis.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts a Savepoint that acts, and waits until what was left open has ended: only that may take the time of a start. */
async function acting(crashAt: Step | 'never'): Promise<SpawnedServer> {
  const server = spawnServer([process.execPath, '--import', HOOKS, ACTING, dataDir, redis.url, crashAt], {});
  process_ = server;
  await eventually(
    'what was left open to end',
    () => server.output().includes('resolved\n') || server.hasExited(),
    60_000,
  );
  // One that dies at a step may do so while it ends what was left open: that is a crash like any other.
  if (crashAt === 'never' && !server.output().includes('resolved\n')) throw new Error(`It ended: ${server.output()}`);
  return server;
}

async function killed(server: SpawnedServer): Promise<void> {
  killTree(server.pid);
  await server.exited;
}

/** Everything that is kept of the actions, after one more start has ended what was open. */
async function everything(): Promise<readonly AuditEntry[]> {
  await killed(await acting('intent-kept'));
  await killed(await acting('never'));
  return wholeAudit(dataDir);
}

const endedAs = (entries: readonly AuditEntry[], kind: AuditEntry['kind'], ...outcomes: AuditEntry['outcome'][]) =>
  entries.filter((entry) => entry.kind === kind && outcomes.includes(entry.outcome)).length;

const ROUNDS = repetitions({ often: 1000, seldom: 10 });

it(
  'kill -9 at random moments and at each step: no intent is lost, none stays open, nothing is done twice',
  { timeout: 60_000 + ROUNDS * 10_000 },
  async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    for (let round = 0; round < ROUNDS; round += 1) {
      // Every other round dies at a step, the others wherever they are.
      const step = round % 2 === 0 ? STEPS[(round / 2) % STEPS.length] : undefined;
      const server = await acting(step ?? 'never');
      if (step === undefined) {
        const lines = 1 + Math.floor(random() * 12);
        const moment = performance.now() + random() * 120;
        await eventually('some actions', () => server.output().split('\n').length > lines);
        await eventually('the moment', () => performance.now() > moment);
        await killed(server);
      } else {
        await eventually(`its death at ${step}`, () => server.hasExited());
      }
    }

    const entries = await everything();
    const sets = await callsOf(redis, 'config|set');
    const told = `seed ${seed}, ${ROUNDS} rounds, ${entries.length} entries, ${sets} CONFIG SET`;
    console.log(told);
    // The last process was killed while it acted: its last action alone may be open.
    const open = entries.filter(({ outcome }) => outcome === 'pending');
    expect(open.length, told).toBeLessThanOrEqual(1);
    const applied = endedAs(entries, 'set-stop-writes', 'applied');
    expect([applied, applied + open.length], told).toContain(sets);
    expect(endedAs(entries, 'set-stop-writes', 'conflict', 'unknown'), told).toBe(0);
    expect(endedAs(entries, 'changed-outside', 'applied'), told).toBe(0);

    const saves = await callsOf(redis, 'bgsave');
    expect(saves, told).toBeGreaterThanOrEqual(endedAs(entries, 'bgsave', 'applied'));
    expect(saves, told).toBeLessThanOrEqual(entries.filter(({ kind }) => kind === 'bgsave').length);

    // What was done last is what Redis has: none of it was made up.
    const last = entries.find(({ kind, outcome }) => kind === 'set-stop-writes' && outcome === 'applied');
    if (open.length === 0) expect(await guardOf(redis), told).toBe(last?.action?.after);
    expect(await verifyAudit(placeOf(dataDir)), told).toMatchObject({ ok: true });
  },
);
