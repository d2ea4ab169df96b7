import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually';
import type { PostgresServer } from './postgres';
import { killTree, spawnServer, type SpawnedServer } from './processes';
import type { RedisServer } from './redis-server';
import type { Wish } from './several-process';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const PROCESS = fileURLToPath(new URL('several-process.ts', import.meta.url));

/** One of several Savepoints on a database. */
export interface OneOfSeveral {
  readonly name: string;
  readonly server: SpawnedServer;
  /** What came of it; several may be asked at once, and are answered in their order. */
  ask(wish: Wish): Promise<unknown>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts a Savepoint of its own on a database, watching `instances` (name → server), and resolves once it serves. */
export async function oneOfSeveral(
  databaseUrl: string,
  name: string,
  instances: Readonly<Record<string, RedisServer>>,
  /** Its savepoint.yaml, which names the instances as well then. */
  yaml: string | null = null,
): Promise<OneOfSeveral> {
  const folder = mkdtempSync(join(tmpdir(), 'savepoint-several-'));
  const env = {
    DATABASE_URL: databaseUrl,
    ...(yaml === null
      ? {
          SAVEPOINT_INSTANCES: Object.entries(instances)
            .map(([id, { url }]) => `${id}=${url}`)
            .join(','),
        }
      : { SAVEPOINT_CONFIG: join(folder, 'savepoint.yaml') }),
    SAVEPOINT_SIGN_IN: 'no',
    SAVEPOINT_DATA_DIR: folder,
  };
  if (yaml !== null) writeFileSync(join(folder, 'savepoint.yaml'), yaml);
  const server = spawnServer([process.execPath, '--import', HOOKS, PROCESS, folder, name], { listens: true, env });
  const said = (): string[] =>
    server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('said '));
  let answers = 0;
  const next = async (): Promise<unknown> => {
    answers += 1;
    const mine = answers;
    const line = await eventually(
      `${name} to say something`,
      () => {
        if (server.hasExited()) throw new Error(`It ended: ${server.output()}`);
        return said()[mine - 1];
      },
      60_000,
    );
    return JSON.parse(line.slice('said '.length)) as unknown;
  };
  await next();
  return {
    name,
    server,
    ask: (wish) => {
      server.say(JSON.stringify(wish));
      return next();
    },
    kill: async () => {
      killTree(server.pid);
      await server.exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Which process records each instance: by its pid, as members are named. */
export async function recorders(postgres: PostgresServer, database: string): Promise<ReadonlyMap<string, number>> {
  const rows = await postgres.sql(
    database,
    'select instance_id, name from store_leases join store_members on store_members.id = store_leases.member',
  );
  return new Map(rows.map((row) => [String(row['instance_id']), Number(String(row['name']).split(' ').at(-1))]));
}
