import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore, storeFile } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { placeOf } from './store-place';

export const A_KEY = Buffer.alloc(32, 7);

/** A data folder of its own; the test removes it. */
export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'savepoint-store-'));
}

/** Opens the store that belongs to a data folder. */
export function openStoreOf(dataDir: string): Promise<Store> {
  return openStore({ ...placeOf(dataDir), secretKey: A_KEY });
}

/** Runs SQL on the store's file behind the store's back. */
export function tamper(dataDir: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(storeFile(dataDir), { timeout: 10_000 });
  try {
    work(db);
  } finally {
    db.close();
  }
}

/** The bytes of every file in the folder: the database, its WAL, and whatever else lies there. */
export function bytesIn(dataDir: string): Buffer {
  return Buffer.concat(readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name))));
}
