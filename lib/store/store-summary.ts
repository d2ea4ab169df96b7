import 'server-only';
import { sql } from 'kysely';
import type { Db } from './schema';
import { storeTables } from './store-tables';
import { verifyChain } from './verify-audit';
import type { AuditVerdict } from './verify-audit';

/** What a person compares when a store was saved or restored. */
export interface StoreSummary {
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** Epoch milliseconds of the newest save in the history; null: there is none. */
  readonly newestSave: number | null;
  readonly audit: AuditVerdict;
}

/** Counts every table of a store and verifies its audit. Throws `StoreError`, also for what is no store. */
export async function summaryOf(db: Db): Promise<StoreSummary> {
  const tables = [];
  for (const { name } of await storeTables(db)) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
    tables.push({ name, rows: rows[0]?.n ?? 0 });
  }
  const newest = await db.selectFrom('saves').select('sort_at').orderBy('sort_at', 'desc').limit(1).executeTakeFirst();
  return { tables, newestSave: newest?.sort_at ?? null, audit: await verifyChain(db) };
}
