import 'server-only';
import { backup, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { SqliteAdapter, SqliteDialect } from 'kysely';
import type { Dialect, SqliteDatabase, SqliteStatement } from 'kysely';
import { bound } from './bound';
import { StoreError } from './store-error';
import type { StoreErrorCode } from './store-error';

// The wait inside SQLite stops the whole event loop, and with it every poll: short here, the rest in lock-wait.ts.
const BUSY_TIMEOUT_MS = 50;

/** The side file of the journal cannot grow (SQLITE_IOERR_SHMSIZE): on a full disk that comes before SQLITE_FULL. */
const NO_ROOM_FOR_SIDE_FILE = 4874;

/** Primary result codes, https://sqlite.org/rescode.html; all others are `failed`. */
const CODES: Readonly<Record<number, StoreErrorCode>> = {
  5: 'locked',
  6: 'locked',
  8: 'readonly',
  10: 'io',
  11: 'corrupt',
  13: 'full',
  26: 'corrupt',
};

const IDLE_STATEMENT: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

/** More pages than a file of SQLite can have: all of them in one step, so that no writer makes a copy begin anew. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Opens the file for Kysely: the only place that knows `node:sqlite`. Every commit is synced to disk, but for those that wait for the next
 * (write-ahead.ts). `alone`: nobody else has it open, or opens it as long as this is, and nothing is written by this one either. Throws
 * `StoreError`, as every statement does.
 */
export function openSqlite(
  path: string,
  options: { readonly readOnly?: boolean; readonly alone?: boolean } = {},
): SqliteDatabase {
  const { readOnly = false, alone = false } = options;
  const db = translated(() => new DatabaseSync(path, { readOnly, timeout: BUSY_TIMEOUT_MS }));
  try {
    translated(() => {
      if (alone) takeAlone(db);
      else if (!readOnly) db.exec('pragma journal_mode = wal');
      db.exec('pragma synchronous = full');
      db.exec('pragma foreign_keys = on');
    });
  } catch (error) {
    db.close();
    throw error;
  }
  return { close: () => translated(() => db.close()), prepare: (sql) => prepare(db, sql) };
}

/**
 * With a journal of this kind whoever has the file open holds a lock on it, also while it does nothing, and the first read in this mode asks
 * for one that bears no other: https://sqlite.org/wal.html#use_of_wal_without_shared_memory
 */
function takeAlone(db: DatabaseSync): void {
  db.exec('pragma locking_mode = exclusive');
  db.exec('pragma query_only = on');
  db.exec('select count(*) from sqlite_schema');
}

/**
 * Copies a file that may be in use, as it is at one moment, to one that is empty or not there; the copy needs no side files. Nobody waits for it.
 * Rejects with `StoreError`.
 */
export async function copySqlite(from: string, to: string): Promise<void> {
  const source = translated(() => new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT_MS }));
  try {
    await backup(source, to, { rate: ALL_PAGES });
    const copy = new DatabaseSync(to);
    copy.exec('pragma journal_mode = delete');
    copy.close();
  } catch (error) {
    throw new StoreError(codeOf(error), { cause: error });
  } finally {
    source.close();
  }
}

/**
 * Locks an empty file that is there until the returned function is called, or this process ends: the system gives the lock back then.
 * Null while somebody else has it, in this process or another. The file stays empty, and nothing is written beside it. Throws
 * `StoreError`.
 */
export function lockFile(path: string): (() => void) | null {
  const url = pathToFileURL(path);
  // Opened, never made: https://sqlite.org/uri.html
  url.search = '?mode=rw';
  const db = translated(() => new DatabaseSync(url, { timeout: 0 }));
  try {
    translated(() => {
      db.exec('pragma journal_mode = memory');
      // Not `exclusive`: of two that ask for that at once, each may keep it from the other.
      db.exec('begin immediate');
    });
  } catch (error) {
    db.close();
    if (error instanceof StoreError && error.code === 'locked') return null;
    throw error;
  }
  return () => db.close();
}

/** Kysely's dialect on such a database. SQLite does roll back DDL, though Kysely's own adapter says it does not. */
export function sqliteDialect(database: SqliteDatabase): Dialect {
  const dialect = new SqliteDialect({ database });
  return {
    createAdapter: () => new TransactionalDdlAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function prepare(db: DatabaseSync, sql: string): SqliteStatement {
  // A full disk ends the transaction by itself; a second rollback would hide the error that says so.
  if (sql === 'rollback' && !db.isTransaction) return IDLE_STATEMENT;
  // Our transactions all write. One that reads first and takes the write lock later can fail at once with BUSY.
  const statement = translated(() => db.prepare(sql === 'begin' ? 'begin immediate' : sql));
  return {
    reader: statement.columns().length > 0,
    all: (values) => translated(() => statement.all(...values.map(bound))),
    run: (values) => translated(() => statement.run(...values.map(bound))),
    iterate: (values) => translated(() => statement.iterate(...values.map(bound))),
  };
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StoreError(codeOf(error), { cause: error });
  }
}

function codeOf(error: unknown): StoreErrorCode {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return 'failed';
  if (error.errcode === NO_ROOM_FOR_SIDE_FILE) return 'full';
  return CODES[error.errcode & 0xff] ?? 'failed';
}
