import 'server-only';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { fileClaims } from './file-claims';
import { waitingForLock } from './lock-wait';
import { migrate } from './migrate';
import { openPostgres } from './open-postgres';
import type { Schema } from './schema';
import { KEY_BYTES } from './sealed-box';
import { openSqlite, sqliteDialect } from './sqlite';
import { sqlStore } from './sql-store';
import type { Store } from './store';
import { asStoreError, StoreError } from './store-error';
import { syncedWithTheNext } from './write-ahead';

const FILE_NAME = 'savepoint.db';
const CLAIMS_FOLDER = 'claims';

/** Where the embedded store lies in a data folder. */
export function storeFile(dataDir: string): string {
  return join(dataDir, FILE_NAME);
}

/** True where there is a file of that name: a store, or what was left of one. */
export function storeIsThere(dataDir: string): boolean {
  return existsSync(storeFile(dataDir));
}

export interface StoreOptions {
  readonly dataDir: string;
  /** The Postgres that is used instead of a file; null or absent: none. */
  readonly databaseUrl?: string | null;
  /** 32 bytes. */
  readonly secretKey: Buffer;
  /** Told when the others on the database took this one for dead: from then on nothing is kept here. */
  readonly onLost?: (error: StoreError) => void;
}

/**
 * Opens the store in Postgres, or else the embedded one in `dataDir`, which is made when it is missing, and brings its tables up to
 * date. Rejects with `StoreError`; a file that is no store is never overwritten.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { dataDir, secretKey, databaseUrl = null, onLost = () => undefined } = options;
  if (secretKey.length !== KEY_BYTES) {
    throw new StoreError('failed', {
      message: `The secret key has ${secretKey.length} bytes instead of ${KEY_BYTES}: the store was not opened.`,
    });
  }
  try {
    if (databaseUrl !== null) return await openPostgres(databaseUrl, secretKey, onLost);
    prepareFile(dataDir);
    return await waitingForLock(() => openFiles(dataDir, secretKey));
  } catch (error) {
    throw asStoreError(error);
  }
}

async function openFiles(dataDir: string, secretKey: Buffer): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(openSqlite(storeFile(dataDir))) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return sqlStore(db, secretKey, fileClaims(join(dataDir, CLAIMS_FOLDER)), { ahead: syncedWithTheNext });
}

/** Only for the user that runs Savepoint; SQLite gives its side files the mode of this one. */
function prepareFile(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(storeFile(dataDir), 'a', 0o600));
  } catch (error) {
    throw new StoreError('readonly', {
      message: `The data folder "${dataDir}" cannot be made or written. Give the user that runs Savepoint the right to, or set SAVEPOINT_DATA_DIR to another folder.`,
      cause: error,
    });
  }
}
