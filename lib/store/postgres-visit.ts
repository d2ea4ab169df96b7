import 'server-only';
import { Kysely } from 'kysely';
import pg from 'pg';
import { postgresDialect } from './postgres-dialect';
import { postgresError } from './postgres-error';
import { sessionConfig } from './postgres-session';
import type { Db, Schema } from './schema';
import { StoreError } from './store-error';

/** What a transaction of a visit may do: `write` is all or nothing; `look` sees the database as it is at one moment. */
export type Visit = 'write' | 'look';

/**
 * One transaction over one session that is no Savepoint’s: for commands that move, save or restore a store. It holds no lock of a Savepoint, so it may be
 * there beside one. Rejects with `StoreError`; then nothing was kept.
 */
export async function visitPostgres<T>(databaseUrl: string, visit: Visit, work: (db: Db) => Promise<T>): Promise<T> {
  // Rows are counted and copied for as long as that takes.
  const pool = new pg.Pool({ ...sessionConfig(databaseUrl), statement_timeout: false, max: 1 });
  // What a session that is cut off has to say, the statement under way says as well.
  pool.on('error', () => undefined);
  pool.on('connect', (session) => session.on('error', () => undefined));
  const db = new Kysely<Schema>({ dialect: postgresDialect(pool) });
  const transaction = db.transaction();
  try {
    if (visit === 'write') return await transaction.execute(work);
    return await transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
  } catch (error) {
    throw postgresError(error);
  } finally {
    await db.destroy();
  }
}

/** Throws `StoreError` where the database has tables, whosoever they are. */
export async function refuseUnlessEmpty(db: Db): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const [first] = tables;
  if (first === undefined) return;
  throw new StoreError('failed', {
    message: `The database under DATABASE_URL is not empty: it has ${tables.length} tables, “${first.name}” among them. Nothing was written. Name an empty one: what is there is never overwritten.`,
  });
}
