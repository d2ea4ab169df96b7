import 'server-only';
import { Kysely } from 'kysely';
import { fingerprintWith } from './fingerprint';
import { migrate } from './migrate';
import { postgresClaims } from './postgres-claims';
import { postgresDialect } from './postgres-dialect';
import { PostgresHold } from './postgres-hold';
import { refuseUnleased } from './postgres-leases';
import { PostgresMembers } from './postgres-members';
import { PostgresNews } from './postgres-news';
import { postgresPool, readingPool } from './postgres-pool';
import { sessionConfig } from './postgres-session';
import type { Db, Schema } from './schema';
import { sqlStore } from './sql-store';
import type { Store } from './store';
import type { StoreError } from './store-error';

/**
 * Opens the store in a Postgres, brings its tables up to date, and takes part as one of the Savepoints that share it. `onLost` is told when
 * the others took this one for dead: then this store refuses all that is written. Rejects with `StoreError`.
 */
export async function openPostgres(
  databaseUrl: string,
  secretKey: Buffer,
  onLost: (error: StoreError) => void,
): Promise<Store> {
  const config = sessionConfig(databaseUrl);
  const hold = new PostgresHold(config, onLost);
  const pool = postgresPool(config, hold);
  const db = new Kysely<Schema>({ dialect: postgresDialect(pool) });
  const members = new PostgresMembers(hold, new PostgresNews(config, hold.me));
  try {
    await migrate(db);
    await members.join(config.application_name ?? '', fingerprintWith(secretKey)('those who share have the same key'));
  } catch (error) {
    await pool.end();
    throw error;
  }
  const claims = postgresClaims(hold, () => members.leave());
  return sqlStore(db, secretKey, claims, {
    sharing: { members, refuseUnleased: (tx, ids) => refuseUnleased(tx, hold.me, ids, members.isSharing) },
  });
}

/** The same database to be read alone, while a Savepoint has it or not. Throws `StoreError` for an address that is none. */
export function readPostgres(databaseUrl: string): Db {
  return new Kysely<Schema>({ dialect: postgresDialect(readingPool(sessionConfig(databaseUrl))) });
}
