import 'server-only';
import { copyTable, numberOn } from './copy-table';
import { migrateWithin, stepsBehind } from './migrate';
import { storeFile } from './open-store';
import { refuseUnlessEmpty, visitPostgres } from './postgres-visit';
import { openEmbedded } from './read-embedded';
import type { Db } from './schema';
import { asStoreError, StoreError } from './store-error';
import { inOrderOfReferences, rowsOf, storeTables } from './store-tables';
import type { StoreTable } from './store-tables';
import { DigestOfRows } from './table-digest';
import type { TableDigest } from './table-digest';
import { verifyChain } from './verify-audit';
import type { AuditVerdict } from './verify-audit';

/** One table, as it was read from the file and as it was read back from Postgres: they are the same. */
export interface MovedTable {
  readonly name: string;
  readonly from: TableDigest;
  readonly to: TableDigest;
}

export interface MovedStore {
  readonly tables: readonly MovedTable[];
  /** Of the audit, as verified in Postgres. */
  readonly audit: Extract<AuditVerdict, { ok: true }>;
  /** Texts with the character U+0000, which Postgres cannot keep: U+FFFD stands in its place there, as for all that Savepoint keeps in a Postgres. */
  readonly withoutNul: number;
}

/**
 * Copies the embedded store in `dataDir` into an empty Postgres, in one transaction: tables are made, filled, counted, compared with the file row by row, and the audit
 * is verified on both sides before anything of it is kept. Meanwhile nobody else has the file, and nothing is written into it. Rejects with `StoreError`; the
 * database is as empty then as it was.
 */
export async function moveStore(options: {
  readonly dataDir: string;
  readonly databaseUrl: string;
}): Promise<MovedStore> {
  try {
    const source = openAlone(storeFile(options.dataDir));
    try {
      await refuseOlder(source);
      await wholeAudit(source, 'the file');
      return await visitPostgres(options.databaseUrl, 'write', (target) => moveAll(source, target));
    } finally {
      await source.destroy();
    }
  } catch (error) {
    throw asStoreError(error);
  }
}

function openAlone(path: string): Db {
  try {
    return openEmbedded(path, { alone: true });
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'locked') throw error;
    throw new StoreError('locked', {
      message:
        'A Savepoint or another program has the file of the store open. Nothing was moved. End it, so that nothing is written that would not be in Postgres.',
    });
  }
}

async function moveAll(source: Db, target: Db): Promise<MovedStore> {
  await refuseUnlessEmpty(target);
  await migrateWithin(target);
  const tables = await storeTables(source);
  await refuseMissing(tables, await storeTables(target));
  let withoutNul = 0;
  const from = new Map<string, TableDigest>();
  for (const table of await inOrderOfReferences(source, tables)) {
    const copied = await copyTable(source, target, table);
    withoutNul += copied.withoutNul;
    from.set(table.name, copied.digest);
  }
  await numberOn(source, target);
  const moved: MovedTable[] = [];
  for (const table of tables) moved.push(await compared(target, table, from.get(table.name)));
  return { tables: moved, audit: await wholeAudit(target, 'Postgres'), withoutNul };
}

async function refuseOlder(source: Db): Promise<void> {
  if ((await stepsBehind(source)) === 0) return;
  throw new StoreError('failed', {
    message:
      'The file was written by an older version of Savepoint. Nothing was moved. Start this version on it once, without DATABASE_URL, end it, and move again.',
  });
}

/** Each engine is told of its tables by the same migrations; a table that one of them lacks would be lost in silence. */
async function refuseMissing(from: readonly StoreTable[], to: readonly StoreTable[]): Promise<void> {
  const columnsOf = new Map(to.map(({ name, columns }) => [name, new Set(columns)]));
  for (const { name, columns } of from)
    for (const column of columns)
      if (columnsOf.get(name)?.has(column) !== true)
        throw new StoreError('failed', {
          message: `The file has the column “${column}” of “${name}”, and a store in Postgres has no place for it. Nothing was moved.`,
        });
}

async function compared(target: Db, table: StoreTable, from: TableDigest | undefined): Promise<MovedTable> {
  const readBack = new DigestOfRows(table);
  for await (const rows of rowsOf(target, table)) readBack.add(rows);
  const to = readBack.value();
  if (from?.rows === to.rows && from.digest === to.digest) return { name: table.name, from, to };
  throw new StoreError('failed', {
    message: `What was read back of “${table.name}” is not what was moved: ${from?.rows ?? 0} rows in the file, ${to.rows} in Postgres. Nothing was kept there.`,
  });
}

async function wholeAudit(db: Db, where: string): Promise<Extract<AuditVerdict, { ok: true }>> {
  const verdict = await verifyChain(db);
  if (verdict.ok) return verdict;
  throw new StoreError('failed', {
    message: `The audit in ${where} is not as it was written, so nothing was moved: ${verdict.message}`,
  });
}
