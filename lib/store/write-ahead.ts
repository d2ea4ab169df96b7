import 'server-only';
import { sql } from 'kysely';
import type { Db } from './schema';

/** Runs `work` so that its commit is kept, and may wait for the next one to be synced to disk. */
export type WriteAhead = <T>(db: Db, work: (db: Db) => Promise<T>) => Promise<T>;

/** Each commit is synced by itself. */
export const syncedAtOnce: WriteAhead = (db, work) => work(db);

/**
 * A commit of SQLite that is only written to its log. It is there for whoever reads, and after the end of this process; a power cut can take
 * it, but only together with all that was committed later: the next synced commit syncs the log, and this with it
 * (https://sqlite.org/pragma.html#pragma_synchronous, https://sqlite.org/wal.html). There is one connection, and no other work on it meanwhile.
 */
export const syncedWithTheNext: WriteAhead = (db, work) =>
  db.connection().execute(async (one) => {
    await sql`pragma synchronous = normal`.execute(one);
    try {
      return await work(one);
    } finally {
      await sql`pragma synchronous = full`.execute(one);
    }
  });
