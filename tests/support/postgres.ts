import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresPrograms } from '../../scripts/lib/postgres.mjs';
import { eventually } from './eventually';
import { freePort, NOBODY, spawnServer, type SpawnedServer } from './processes';

const run = promisify(execFile);

/** What no log, page or error may show. */
export const DATABASE_PASSWORD = 'pw-of-the-database-7f3a';

export interface PostgresServer {
  /** Makes a database and gives its address, password included; a copy of `template` where that is given. */
  database(name: string, template?: string): Promise<string>;
  /** The same with its tables in a folder of its own. */
  databaseIn(name: string, folder: string): Promise<string>;
  /** The address of a database over its socket, which leads there from other networks of this machine as well. */
  bySocket(name: string): string;
  /** Runs SQL as its administrator. */
  sql(database: string, text: string): Promise<readonly Record<string, unknown>[]>;
  /** Cuts every connection to a database as an administrator would, or those whose latest statement is like this. */
  cut(database: string, statement?: string): Promise<number>;
  /** What it wrote to its log. */
  log(): string;
  /** Ends it at once, as a crash of its machine would; the data stay. */
  kill(): Promise<void>;
  /** On the same port and data, unless it runs. */
  start(): Promise<void>;
  /** Ends it and takes its data away. Can be called again. */
  stop(): Promise<void>;
}

/** Starts a real Postgres on 127.0.0.1 whose text is ordered as a person would, and resolves once it answers. `wrapper`: as in `spawnServer`. */
export async function startPostgres(wrapper?: readonly string[]): Promise<PostgresServer> {
  const bin = postgresPrograms();
  if (bin === null) throw new Error('There is no Postgres: sudo apt-get install -y --no-install-recommends postgresql');
  // It refuses to run as root.
  const uid = process.getuid?.() === 0 ? NOBODY : undefined;
  const dir = mkdtempSync(join(tmpdir(), 'savepoint-postgres-'));
  if (uid !== undefined) chownSync(dir, uid, uid);
  // For its socket; the data themselves are in a folder that is its own alone.
  chmodSync(dir, 0o755);
  const port = await freePort();
  await initialise(bin, dir, uid);
  let server = await launch(bin, dir, port, uid, wrapper);
  const addressOf = (name: string) => `postgres://savepoint:${DATABASE_PASSWORD}@127.0.0.1:${port}/${name}`;
  const sql: PostgresServer['sql'] = async (database, text) => {
    const client = new pg.Client({ connectionString: addressOf(database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const kill = async (): Promise<void> => {
    if (server.hasExited()) return;
    // SIGQUIT: every session ends at once, and the next start recovers.
    process.kill(server.pid, 'SIGQUIT');
    await server.exited;
  };
  return {
    database: async (name, template = 'template1') => {
      await sql('postgres', `create database "${name}" template "${template}"`);
      return addressOf(name);
    },
    databaseIn: async (name, folder) => {
      await sql('postgres', `create tablespace "${name}" location '${folder}'`);
      await sql('postgres', `create database "${name}" tablespace "${name}"`);
      return addressOf(name);
    },
    bySocket: (name) => `postgres://savepoint@${encodeURIComponent(dir)}:${port}/${name}`,
    sql,
    cut: async (database, statement = '%') => {
      const cut = `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = '${database}' and pid <> pg_backend_pid() and query like '${statement}'`;
      return (await sql('postgres', cut)).length;
    },
    log: () => server.output(),
    kill,
    start: async () => {
      if (server.hasExited()) server = await launch(bin, dir, port, uid, wrapper);
    },
    stop: async () => {
      await kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** ICU's order of text, in which "a" stands before "B": what relies on the order of bytes shows. */
async function initialise(bin: string, dir: string, uid: number | undefined): Promise<void> {
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, DATABASE_PASSWORD);
  const order = ['--locale=C', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en'];
  // Over the socket nobody is asked for the password.
  const access = ['-U', 'savepoint', '--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${passwordFile}`];
  const as = uid === undefined ? {} : { uid, gid: uid };
  await run(join(bin, 'initdb'), ['-D', join(dir, 'data'), '--no-sync', ...order, ...access], { cwd: dir, ...as });
}

async function launch(
  bin: string,
  dir: string,
  port: number,
  uid: number | undefined,
  wrapper?: readonly string[],
): Promise<SpawnedServer> {
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${dir}`, 'jit=off'];
  // Many Savepoints of the tests share one, with six sessions each.
  settings.push('max_connections=500');
  const command = [join(bin, 'postgres'), '-D', join(dir, 'data'), '-p', String(port)];
  const server = spawnServer([...command, ...settings.flatMap((each) => ['-c', each])], { uid, cwd: dir, wrapper });
  const ready = () => server.output().includes('database system is ready to accept connections');
  await eventually('Postgres to answer', () => ready() || server.hasExited());
  if (server.hasExited()) throw new Error(`Postgres did not start:\n${server.output()}`);
  return server;
}
