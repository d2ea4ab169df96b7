import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from './eventually';
import { freePort, killTree, spawnServer, type SpawnedServer } from './processes';
import { databaseOf } from './store-place';

const STANDALONE = resolve(import.meta.dirname, '../../.next/standalone');
const BUILT = join(STANDALONE, 'server.js');
/** What `npm start` runs. */
const SERVER = resolve(import.meta.dirname, '../../scripts/lib/serve.mjs');
/** As `npm start` does: the next start need not compile again. */
const COMPILE_CACHE = join(STANDALONE, '.compile-cache');

export interface SavepointOptions {
  /** What savepoint.yaml holds; without it there is no such file. */
  readonly yaml?: string;
  /** Instances from the environment: name → URL. */
  readonly instances?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A data directory that outlives this server; a new one, removed by `stop`, unless given. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Put before its command; has to exec it. */
  readonly wrapper?: readonly string[];
  /** When it counts as started: `ready` (default) once the store answers and the monitor polls. */
  readonly until?: 'ready' | 'live';
}

export interface SavepointServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** Everything it wrote to standard output and standard error. */
  output(): string;
  /** kill -9; the data directory stays. */
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL after ten seconds; removes the temporary folder. Can be called again. */
  stop(): Promise<void>;
}

/** Starts the built standalone server on 127.0.0.1 and resolves once it answers its health check. */
export async function startSavepoint(options: SavepointOptions = {}): Promise<SavepointServer> {
  if (!existsSync(BUILT)) throw new Error('There is no build: run `npm run build` first.');
  const folder = mkdtempSync(join(tmpdir(), 'savepoint-test-'));
  const dataDir = options.dataDir ?? join(folder, 'data');
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const server = spawnServer([process.execPath, SERVER], {
    cwd: STANDALONE,
    env: { ...databaseOf(dataDir), ...environmentOf(options, folder), SAVEPOINT_DATA_DIR: dataDir, PORT: String(port) },
    wrapper: options.wrapper,
  });
  await answers(server, `${url}/api/health/${options.until ?? 'ready'}`);
  const kill = async (): Promise<void> => {
    killTree(server.pid);
    await server.exited;
  };
  return {
    url,
    port,
    pid: server.pid,
    dataDir,
    output: () => server.output(),
    kill,
    stop: async () => {
      await end(server, kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function environmentOf(options: SavepointOptions, folder: string): Record<string, string> {
  const pairs = Object.entries(options.instances ?? {}).map(([name, url]) => `${name}=${url}`);
  const yamlFile = join(folder, 'savepoint.yaml');
  if (options.yaml !== undefined) writeFileSync(yamlFile, options.yaml);
  return {
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: '127.0.0.1',
    HOSTNAME: '127.0.0.1',
    // Most tests are about Redis; those about people switch it on.
    SAVEPOINT_SIGN_IN: 'no',
    ...(pairs.length > 0 && { SAVEPOINT_INSTANCES: pairs.join(',') }),
    ...(options.yaml !== undefined && { SAVEPOINT_CONFIG: yamlFile }),
    ...options.env,
  };
}

async function answers(server: SpawnedServer, address: string): Promise<void> {
  try {
    const ended = await eventually(
      `${address} to answer 200`,
      async () => server.hasExited() || ((await fetch(address)).ok ? 'no' : null),
      30_000,
    );
    if (ended === true) throw new Error('It ended by itself.');
  } catch (error) {
    killTree(server.pid);
    throw new Error(`Savepoint did not start:\n${server.output()}`, { cause: error });
  }
}

async function end(server: SpawnedServer, kill: () => Promise<void>): Promise<void> {
  if (server.hasExited()) return;
  process.kill(server.pid, 'SIGTERM');
  const patience = setTimeout(() => void kill(), 10_000);
  await server.exited;
  clearTimeout(patience);
}
