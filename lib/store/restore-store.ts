import 'server-only';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { backupError, kindOfBackup, placeWhole, refuseOtherSum } from './backup-file';
import { embeddedSummary } from './backup-store';
import { stepsBehind } from './migrate';
import { storeFile } from './open-store';
import { runOnDatabase, runProgram } from './postgres-programs';
import { refuseUnlessEmpty, visitPostgres } from './postgres-visit';
import { openEmbedded } from './read-embedded';
import { StoreError } from './store-error';
import { summaryOf } from './store-summary';
import type { StoreSummary } from './store-summary';

/** `isSumKnown`: the bytes are those of the backup as it was made; without its sum only what the engine itself can find was looked for. */
export type Restored = StoreSummary & { readonly isSumKnown: boolean };

/**
 * Puts a backup in the place of a store that is not there: a data folder without one, or a Postgres without a table, as the backup is of the one or the other. What it holds is
 * verified before it counts, except for the audit in Postgres, which is verified afterwards. Rejects with `StoreError`, and then nothing was restored.
 */
export async function restoreStore(options: {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly file: string;
}): Promise<Restored> {
  const { dataDir, databaseUrl, file } = options;
  const kind = kindOfBackup(file);
  if (kind === 'file' && databaseUrl !== null)
    throw backupError(
      `“${file}” is of a store in a file, and DATABASE_URL is set. Nothing was restored. Unset it to restore the file; npm run store:move then takes it into Postgres.`,
    );
  if (kind === 'file') return restoreEmbedded(file, dataDir);
  if (databaseUrl === null)
    throw backupError(
      `“${file}” is of a store in Postgres. Nothing was restored. Set DATABASE_URL to an empty database for it.`,
    );
  return restorePostgres(file, databaseUrl);
}

async function restoreEmbedded(file: string, dataDir: string): Promise<Restored> {
  const to = storeFile(dataDir);
  const there = [to, `${to}-wal`, `${to}-shm`].find((path) => existsSync(path));
  if (there !== undefined)
    throw backupError(`There is a store already: “${there}”. It is never overwritten. Name another data folder.`);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return placeWhole(to, async (part) => {
    copyFileSync(file, part);
    const isSumKnown = await refuseOtherSum(file, part);
    const summary = await readable(file, part);
    refuseChangedAudit(file, summary);
    return { ...summary, isSumKnown };
  });
}

async function readable(file: string, part: string): Promise<StoreSummary> {
  try {
    const summary = await embeddedSummary(part);
    const db = openEmbedded(part, { alone: false });
    await stepsBehind(db).finally(() => db.destroy());
    return summary;
  } catch (error) {
    if (error instanceof StoreError && /newer version/.test(error.message)) throw error;
    throw backupError(`The backup “${file}” is damaged, or of no store. Nothing was restored.`, error);
  }
}

function refuseChangedAudit(file: string, { audit }: StoreSummary): void {
  if (audit.ok) return;
  throw backupError(
    `The audit in the backup “${file}” is not as it was written, so nothing was restored: ${audit.message} Take a backup of before it.`,
  );
}

async function restorePostgres(file: string, databaseUrl: string): Promise<Restored> {
  const isSumKnown = await refuseOtherSum(file);
  await refuseOtherDump(file);
  await visitPostgres(databaseUrl, 'look', refuseUnlessEmpty);
  const whole = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', file];
  await runOnDatabase('pg_restore', databaseUrl, whole).catch((error: unknown) => {
    throw backupError(`Nothing was restored from “${file}”: it is damaged, or the database does not take it.`, error);
  });
  const summary = await visitPostgres(databaseUrl, 'look', summaryOf);
  return { ...summary, isSumKnown };
}

async function refuseOtherDump(file: string): Promise<void> {
  const list = await runProgram('pg_restore', ['--list', file]).catch((error: unknown) => {
    if (error instanceof StoreError && /is not on this machine/.test(error.message)) throw error;
    throw backupError(`The backup “${file}” is damaged. Nothing was restored.`, error);
  });
  if (!/ TABLE DATA \S+ audit_head /.test(list))
    throw backupError(`“${file}” is a dump of Postgres, but of no store of Savepoint. Nothing was restored.`);
}
