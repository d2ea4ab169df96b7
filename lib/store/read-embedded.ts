import 'server-only';
import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { Db, Schema } from './schema';
import { openSqlite, sqliteDialect } from './sqlite';
import { StoreError } from './store-error';

/** The file of an embedded store, or of a backup of one, to be read; `alone`: refused while anybody else has it open. Throws `StoreError`. */
export function openEmbedded(path: string, options: { readonly alone: boolean }): Db {
  if (!existsSync(path))
    throw new StoreError('failed', {
      message: `There is no store of Savepoint at “${path}”: name its data directory, or set SAVEPOINT_DATA_DIR.`,
    });
  const sqlite = openSqlite(path, options.alone ? { alone: true } : { readOnly: true });
  return new Kysely<Schema>({ dialect: sqliteDialect(sqlite) });
}
