import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callsOf } from '../support/action-bench';
import { eventually } from '../support/eventually';
import { killTree, spawnServer, type SpawnedServer } from '../support/processes';
import { healDisk, refuseWrites, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { repetitions } from '../support/repetitions';
import { seeded } from '../support/rng';
import { newDataDir, openStoreOf } from '../support/store-folder';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const WATCHING = fileURLToPath(new URL('../support/override-process.ts', import.meta.url));
const BATCHES = repetitions({ often: 25, seldom: 1 });
const IN_A_BATCH = 8;
const CLOCKS = [0, 7_200_000, -7_200_000];

/** `save`: until the next good save, while saves fail. `time`: while they work. `late`: its time is over while saves fail. */
type Kind = 'save' | 'time' | 'late';

interface Watched {
  readonly id: string;
  readonly kind: Kind;
  readonly redis: RedisServer;
  readonly ms: number | null;
  /** When it was first seen off, and then on; on the true clock, like all times here. */
  offAt: number | null;
  onAt: number | null;
  /** Before this it must not be on. */
  endAt: number;
  /** Writes were refused while or after it was off. */
  cut: boolean;
}

let dataDir: string;
let running: SpawnedServer | null = null;
const toEnd: (() => Promise<void>)[] = [];

beforeEach(() => {
  dataDir = newDataDir();
});

afterEach(async () => {
  if (running !== null) killTree(running.pid);
  await running?.exited;
  for (const end of toEnd.splice(0).reverse()) await end();
  rmSync(dataDir, { recursive: true, force: true });
});

async function prepared(batch: number, random: () => number): Promise<Watched[]> {
  const kinds: readonly Kind[] = ['save', 'time', 'late', 'save'];
  return Promise.all(
    Array.from({ length: IN_A_BATCH }, async (_, index) => {
      const kind = kinds[index % kinds.length] ?? 'save';
      const redis = await startRedis();
      toEnd.push(() => redis.stop());
      if (kind === 'time') await redis.cli('SET', 'k', 'v');
      else await refuseWrites(redis);
      const ms = kind === 'save' ? null : Math.round(300 + random() * 1200);
      return {
        id: `b${batch}-${kind}-${index}`,
        kind,
        redis,
        ms,
        offAt: null,
        onAt: null,
        endAt: Infinity,
        cut: false,
      };
    }),
  );
}

/** Looks at the guard and at PING again and again, until it has seen the guard go off and on. */
async function observed(watched: Watched): Promise<void> {
  const client = new Redis(watched.redis.url, { maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  toEnd.push(async () => client.disconnect());
  await eventually(
    `the end of ${watched.id}`,
    async () => {
      const [[, guard] = [], [ping] = []] =
        (await client.pipeline().config('GET', 'stop-writes-on-bgsave-error').ping().exec()) ?? [];
      const value = (guard as string[])[1];
      const at = Date.now();
      if (value === 'no') watched.offAt ??= at;
      if (watched.offAt === null) return false;
      if (ping !== null) watched.cut = true;
      if (value === 'yes') watched.onAt ??= at;
      return watched.onAt !== null;
    },
    60_000,
  );
}

async function started(batch: readonly Watched[], isNew: boolean, clock: number, jump: number): Promise<SpawnedServer> {
  const ends = JSON.stringify(batch.map(({ id, redis, ms }) => ({ id, url: redis.url, ms, isNew })));
  const args = [process.execPath, '--import', HOOKS, WATCHING, dataDir, String(clock), String(jump), ends];
  const server = spawnServer(args, {});
  running = server;
  await eventually('it to watch', () => server.output().includes('watching\n') || server.hasExited());
  if (server.hasExited()) throw new Error(server.output());
  return server;
}

/** The good save that an override waits for. */
async function heal(watched: Watched, after: number): Promise<void> {
  await pause(after);
  healDisk(watched.redis);
  watched.endAt = Math.max(watched.kind === 'save' ? 0 : watched.endAt, Date.now());
  await save(watched.redis);
}

it(
  'overrides over kill -9, restarts and clocks that are set: each ends once, never early, never by cutting writes',
  {
    timeout: 60_000 + BATCHES * 60_000,
  },
  async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const all: Watched[] = [];
    for (let number = 0; number < BATCHES; number += 1) {
      const batch = await prepared(number, random);
      const observing = Promise.all(batch.map(observed));
      let server = await started(batch, true, pick(CLOCKS), pick(CLOCKS));
      for (const watched of batch) {
        const end = new RegExp(`^off ${watched.id} (\\d+)$`, 'm').exec(server.output())?.[1];
        if (end === undefined) throw new Error(server.output());
        if (watched.kind !== 'save') watched.endAt = Number(end);
      }
      const healing = Promise.all(
        batch.filter(({ kind }) => kind !== 'time').map((watched) => heal(watched, 500 + random() * 3000)),
      );
      for (let restart = 0; restart < 3; restart += 1) {
        await pause(50 + random() * 600);
        if (random() < 0.7) killTree(server.pid);
        else process.kill(server.pid, 'SIGTERM');
        await server.exited;
        server = await started(batch, false, pick(CLOCKS), pick(CLOCKS));
      }
      await healing;
      await observing;
      for (const watched of batch) {
        expect.soft(await callsOf(watched.redis, 'config|set'), `${watched.id}, seed ${seed}`).toBe(2);
      }
      killTree(server.pid);
      await server.exited;
      for (const end of toEnd.splice(0).reverse()) await end();
      all.push(...batch);
    }

    const late = all.map(({ onAt, endAt }) => (onAt ?? Infinity) - endAt).sort((a, b) => a - b);
    console.log(
      `seed ${seed}, ${all.length} overrides; ms from end to guard on: median ${late[late.length >> 1]}, most ${late.at(-1)}`,
    );
    expect(
      all.filter(({ onAt, endAt }) => (onAt ?? 0) < endAt).map(({ id }) => id),
      `early, seed ${seed}`,
    ).toEqual([]);
    expect(
      all.filter(({ cut }) => cut).map(({ id }) => id),
      `cut writes, seed ${seed}`,
    ).toEqual([]);

    const store = await openStoreOf(dataDir);
    for (const { id } of all) {
      const { rows } = await store.listAudit({ instanceId: id, limit: 50 });
      const ends = rows.filter(({ kind, actor }) => kind === 'set-stop-writes' && actor.kind === 'system');
      expect.soft(ends.filter(({ outcome }) => outcome === 'applied').length, `${id}, seed ${seed}`).toBe(1);
      expect.soft(rows.filter(({ kind }) => kind === 'changed-outside').length, `${id}, seed ${seed}`).toBe(0);
    }
    await store.close();
  },
);
