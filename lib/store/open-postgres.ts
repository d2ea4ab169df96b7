import 'server-only';
import { Kysely } from 'kysely';
import { migrate } from './migrate';
import { ownClaims } from './own-claims';
import { postgresDialect } from './postgres-dialect';
import { PostgresHold } from './postgres-hold';
import { postgresPool, readingPool } from './postgres-pool';
import { sessionConfig } from './postgres-session';
import type { Db, Schema } from './schema';
import { sqlStore } from './sql-store';
import type { Store } from './store';
import type { StoreError } from './store-error';

/**
 * Opens the store in a Postgres and brings its tables up to date, once no other Savepoint has it. `onOtherWrote` is told when another one
 * had it later on: then this store refuses all that is written. Rejects with `StoreError`.
 */
export async function openPostgres(
  databaseUrl: string,
  secretKey: Buffer,
  onOtherWrote: (error: StoreError) => void,
): Promise<Store> {
  const config = sessionConfig(databaseUrl);
  const hold = new PostgresHold(config, onOtherWrote);
  const pool = postgresPool(config, hold);
  const db = new Kysely<Schema>({ dialect: postgresDialect(pool) });
  try {
    await migrate(db);
    await hold.mark();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return sqlStore(db, secretKey, ownClaims());
}

/** The same database to be read alone, while a Savepoint has it or not. Throws `StoreError` for an address that is none. */
export function readPostgres(databaseUrl: string): Db {
  return new Kysely<Schema>({ dialect: postgresDialect(readingPool(sessionConfig(databaseUrl))) });
}
