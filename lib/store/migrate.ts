import 'server-only';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import { log } from '../log/log';
import type { Db } from './schema';
import { firstTables } from './migrations/0001-first-tables';
import { pictureTables } from './migrations/0002-pictures';
import { overrideTables } from './migrations/0003-overrides';
import { actionsInOrder } from './migrations/0004-actions-in-order';
import { accessTables } from './migrations/0005-access';
import { confirmedSessions } from './migrations/0006-confirmed-sessions';
import { approvalTables } from './migrations/0007-approvals';
import { makersOfTokens } from './migrations/0008-makers-of-tokens';
import { incidentTables } from './migrations/0009-incidents';
import { noticeTables } from './migrations/0010-notices';
import { logTables } from './migrations/0011-logs';
import { forkTimes } from './migrations/0012-fork-times';
import { groupMembers } from './migrations/0013-group-members';
import { storeHolder } from './migrations/0014-store-holder';
import { memberTables } from './migrations/0015-members';
import { saveSums } from './migrations/0016-save-sums';
import { memoryChanges } from './migrations/0017-memory-changes';
import { bulkSaves } from './migrations/0018-bulk-saves';
import { rowsInKeys } from './migrations/0019-rows-in-keys';
import { StoreError } from './store-error';

/** Every migration by its number, which is its order. One that was released is never changed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-pictures': pictureTables,
  '0003-overrides': overrideTables,
  '0004-actions-in-order': actionsInOrder,
  '0005-access': accessTables,
  '0006-confirmed-sessions': confirmedSessions,
  '0007-approvals': approvalTables,
  '0008-makers-of-tokens': makersOfTokens,
  '0009-incidents': incidentTables,
  '0010-notices': noticeTables,
  '0011-logs': logTables,
  '0012-fork-times': forkTimes,
  '0013-group-members': groupMembers,
  '0014-store-holder': storeHolder,
  '0015-members': memberTables,
  '0016-save-sums': saveSums,
  '0017-memory-changes': memoryChanges,
  '0018-bulk-saves': bulkSaves,
  '0019-rows-in-keys': rowsInKeys,
};

/**
 * Brings the tables up to this version of Savepoint, all or nothing, one process at a time.
 * Throws `StoreError`, with its own sentence when the file was written by a newer version.
 */
export async function migrate(db: Db): Promise<void> {
  await db.transaction().execute(migrateWithin);
}

/** The same within a transaction that does more than this. */
export async function migrateWithin(transaction: Db): Promise<void> {
  await refuseNewer(transaction);
  const migrator = new Migrator({ db: transaction, provider: { getMigrations: async () => MIGRATIONS } });
  await tellSlow(migrator);
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Of ten million saves the indexes take some seconds, and as long again for each ten million more: whoever waits for the start is told why. */
async function tellSlow(migrator: Migrator): Promise<void> {
  const steps = await migrator.getMigrations();
  const left = steps.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
  if (left.length === 0 || left.length === steps.length) return;
  log.info({ steps: left }, 'the store is brought up to this version: a long history may take a minute');
}

/** How many steps this version knows that the store has not had. Throws `StoreError` for what a newer version wrote. */
export async function stepsBehind(db: Db): Promise<number> {
  return Object.keys(MIGRATIONS).length - (await refuseNewer(db));
}

/** The number of steps that the store has had. */
async function refuseNewer(db: Db): Promise<number> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return 0;
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const unknown = rows.find((row) => !(row.name in MIGRATIONS));
  if (unknown === undefined) return rows.length;
  throw new StoreError('failed', {
    message: `The store was written by a newer version of Savepoint: its step "${unknown.name}" is not known here. Start the newer version, or use another data folder.`,
  });
}
