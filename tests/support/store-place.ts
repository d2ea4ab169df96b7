import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bytesUnder } from './canaries';
import { copyDatabase, dumped, query, run } from './psql';
import { ON_POSTGRES, SERVER, TEMPLATE } from '../../scripts/lib/on-postgres.mjs';

/** Where a Savepoint of the tests keeps everything. */
export interface StorePlace {
  readonly dataDir: string;
  /** Null: in the file in its data folder. */
  readonly databaseUrl: string | null;
}

/**
 * The store that belongs to a data folder: the file in it, or a database of its own, made when it is asked for first. Whoever asks with the same folder
 * gets the same one, also in another process. Databases of folders that are gone are dropped when the next one is made.
 */
export function placeOf(dataDir: string): StorePlace {
  if (!ON_POSTGRES) return { dataDir, databaseUrl: null };
  const server = serverUrl();
  const name = nameOf(dataDir);
  if (!existsSync(dataDir) || !madeHere.has(name)) {
    // A folder that was taken away has lost its store, too; and others make room now and then.
    if (madeHere.has(name) || madeHere.size % SWEEP_EVERY === 0) dropThoseOfGoneFolders(server);
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    make(server, name, dataDir);
    madeHere.add(name);
  }
  return { dataDir, databaseUrl: urlOf(server, name) };
}

/** The variable that has a Savepoint keep everything where it belongs to a data folder, or none where that is the file. */
export function databaseOf(dataDir: string): { readonly DATABASE_URL?: string } {
  const { databaseUrl } = placeOf(dataDir);
  return databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
}

/** The bytes of all that is kept: the files in a data folder and, where it is not one of them, its store. */
export function keptBytes(dataDir: string): Buffer {
  const { databaseUrl } = placeOf(dataDir);
  return Buffer.concat([bytesUnder(dataDir), ...(databaseUrl === null ? [] : [dumped(databaseUrl)])]);
}

/** Copies a data folder and its store as they are at this moment, which is what kill -9 would leave behind; the folder of the copy. */
export function copyPlace(dataDir: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'savepoint-data-'));
  cpSync(dataDir, copy, { recursive: true });
  const { databaseUrl: from } = placeOf(dataDir);
  const { databaseUrl: to } = placeOf(copy);
  if (from !== null && to !== null) copyDatabase(from, to);
  return copy;
}

/** Runs SQL that both engines understand on the store of a data folder, behind the store's back. */
export function runSql(dataDir: string, text: string): void {
  const { databaseUrl } = placeOf(dataDir);
  if (databaseUrl !== null) return run(databaseUrl, text);
  onFile(dataDir, (db) => db.exec(text));
}

/** The rows of a query that both engines understand. */
export function rowsOf(dataDir: string, text: string): readonly Record<string, unknown>[] {
  const { databaseUrl } = placeOf(dataDir);
  return databaseUrl === null ? onFile(dataDir, (db) => db.prepare(text).all()) : query(databaseUrl, text);
}

/** From now on no row is added to a table, or none changed: the store fails at it. Returns what takes that back. */
export function refuseRows(dataDir: string, change: 'insert' | 'update', table: string): () => void {
  const { databaseUrl } = placeOf(dataDir);
  const trigger = `create trigger refuse before ${change} on ${table}`;
  if (databaseUrl === null) {
    runSql(dataDir, `${trigger} begin select raise(fail, 'no'); end`);
    return () => runSql(dataDir, 'drop trigger refuse');
  }
  const refuse = `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`;
  run(databaseUrl, `${refuse}; ${trigger} for each row execute function refuse()`);
  return () => run(databaseUrl, 'drop function refuse() cascade');
}

const madeHere = new Set<string>();
/** Each has some 9 MB. */
const SWEEP_EVERY = 10;

function serverUrl(): string {
  const url = process.env[SERVER];
  if (url === undefined)
    throw new Error('No Postgres was started for the tests: see tests/support/shared-postgres.ts.');
  return url;
}

function nameOf(dataDir: string): string {
  return `of_${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 24)}`;
}

function urlOf(server: string, name: string): string {
  return server.replace(/[^/]*$/, name);
}

/** Each database has its folder as its comment. */
function dropThoseOfGoneFolders(server: string): void {
  const rows = query(
    server,
    `select datname, shobj_description(oid, 'pg_database') as folder from pg_database where datname like 'of\\_%'`,
  );
  const gone = rows.filter(({ folder }) => typeof folder === 'string' && !existsSync(folder));
  if (gone.length > 0)
    run(server, gone.map(({ datname }) => `drop database if exists ${String(datname)} with (force);`).join('\n'));
}

/** Unless it is there. */
function make(server: string, name: string, dataDir: string): void {
  const isMissing = `where not exists (select from pg_database where datname = '${name}')`;
  const sql = [
    `select 'create database ${name} template ${TEMPLATE}' ${isMissing} \\gexec`,
    `comment on database ${name} is '${resolve(dataDir)}';`,
  ];
  // Another process may make the same at the same time.
  run(server, sql.join('\n'), [/already exists/, /pg_database_datname_index/, /concurrently updated/]);
}

function onFile<T>(dataDir: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(dataDir, 'savepoint.db'), { timeout: 10_000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
