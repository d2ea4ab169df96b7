import 'server-only';
import { sql } from 'kysely';
import { backupError, noteSum, placeWhole } from './backup-file';
import { storeFile } from './open-store';
import { runOnDatabase } from './postgres-programs';
import { visitPostgres } from './postgres-visit';
import { openEmbedded } from './read-embedded';
import { copySqlite } from './sqlite';
import { StoreError } from './store-error';
import { summaryOf } from './store-summary';
import type { StoreSummary } from './store-summary';

/** `sum`: SHA-256 of the file, as noted beside it. */
export type Backup = StoreSummary & { readonly sum: string };

/**
 * Saves the store as it is at one moment into `file`, which must not be there; Savepoint may go on writing meanwhile. What is told of it was read from the copy, or, of a
 * Postgres, at the same moment. Rejects with `StoreError`, and then there is no such file.
 */
export async function backupStore(options: {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly file: string;
}): Promise<Backup> {
  const { dataDir, databaseUrl, file } = options;
  const summary = await placeWhole(file, (part) =>
    databaseUrl === null ? backupEmbedded(storeFile(dataDir), part) : backupPostgres(databaseUrl, part),
  );
  return { ...summary, sum: await noteSum(file) };
}

async function backupEmbedded(from: string, part: string): Promise<StoreSummary> {
  // Says where it looked, when there is none.
  await openEmbedded(from, { alone: false }).destroy();
  await copySqlite(from, part).catch((error: unknown) => {
    if (error instanceof StoreError && error.code === 'full')
      throw backupError('The disk that the backup should be on is full. No backup was made.');
    throw error;
  });
  return embeddedSummary(part);
}

/** Of a file that nobody else has, with what SQLite finds wrong in it as an error. */
export async function embeddedSummary(path: string): Promise<StoreSummary> {
  const db = openEmbedded(path, { alone: false });
  try {
    const found = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
    const [first] = found.rows;
    if (first?.integrity_check !== 'ok') throw backupError(`SQLite finds it damaged: ${first?.integrity_check}`);
    return await summaryOf(db);
  } finally {
    await db.destroy();
  }
}

function backupPostgres(databaseUrl: string, part: string): Promise<StoreSummary> {
  return visitPostgres(databaseUrl, 'look', async (db) => {
    const summary = await summaryOf(db);
    const { rows } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(db);
    await runOnDatabase('pg_dump', databaseUrl, ['--format=custom', `--snapshot=${rows[0]?.id}`, `--file=${part}`]);
    return summary;
  });
}
