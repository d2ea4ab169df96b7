import 'server-only';
import { Kysely } from 'kysely';
import { auditHash, GENESIS_HASH } from './audit-hash';
import { readPostgres } from './open-postgres';
import { storeFile } from './open-store';
import type { Db, Schema } from './schema';
import type { AuditTable } from './tables/actions';
import { openSqlite, sqliteDialect } from './sqlite';
import { asStoreError } from './store-error';

/** `hash` is that of the latest record; `seq` is the first record that is not as it was written, `message` a sentence that names it. */
export type AuditVerdict =
  | { readonly ok: true; readonly records: number; readonly hash: string }
  | { readonly ok: false; readonly seq: number; readonly message: string };

type Link = Pick<AuditTable, 'seq' | 'hash'>;
type Fault = Extract<AuditVerdict, { ok: false }>;

const CHUNK = 500;
const BROKEN_LINK = 'it does not name the hash of the record before it, unless it was that one which was changed';

/**
 * Reads the whole audit of the store, in Postgres where `databaseUrl` is given, oldest first, and recomputes its chain; the store may be in use.
 * It finds what was changed, taken out or cut off by someone who did not rewrite all that follows: for more, keep the
 * latest hash elsewhere. Rejects with `StoreError` when it cannot be read.
 */
export async function verifyAudit(options: {
  readonly dataDir: string;
  readonly databaseUrl?: string | null;
}): Promise<AuditVerdict> {
  const { dataDir, databaseUrl = null } = options;
  try {
    const db = databaseUrl === null ? readFile(dataDir) : readPostgres(databaseUrl);
    return await verifyChain(db).finally(() => db.destroy());
  } catch (error) {
    throw asStoreError(error);
  }
}

function readFile(dataDir: string): Db {
  return new Kysely<Schema>({ dialect: sqliteDialect(openSqlite(storeFile(dataDir), { readOnly: true })) });
}

/** The same of a store that is open already. */
export async function verifyChain(db: Db): Promise<AuditVerdict> {
  // Read first: what is written meanwhile comes after it.
  const head = await db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
  let last: Link = { seq: 0, hash: GENESIS_HASH };
  for (;;) {
    const records = await chunkAfter(db, last.seq);
    for (const record of records) {
      const fault = faultOf(record, last) ?? headFault(record, head);
      if (fault !== null) return fault;
      last = record;
    }
    if (records.length < CHUNK) break;
  }
  if (last.seq < head.seq) return missing(last.seq + 1, `the chain ends at ${last.seq}, but ${head.seq} were written`);
  return { ok: true, records: last.seq, hash: last.hash };
}

function chunkAfter(db: Db, seq: number): Promise<AuditTable[]> {
  return db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(CHUNK).execute();
}

function faultOf(record: AuditTable, last: Link): Fault | null {
  if (record.seq !== last.seq + 1) return missing(last.seq + 1, `record ${record.seq} follows ${last.seq}`);
  if (record.hash !== auditHash(record)) return changed(record, 'its hash does not fit what it says');
  if (record.previous_hash !== last.hash) return changed(record, BROKEN_LINK);
  return null;
}

function headFault(record: AuditTable, head: Link): Fault | null {
  if (record.seq !== head.seq || record.hash === head.hash) return null;
  return changed(record, 'its hash is not the one that was noted when it was written');
}

function missing(seq: number, why: string): Fault {
  return { ok: false, seq, message: `Audit record ${seq} is missing: ${why}.` };
}

function changed(record: AuditTable, why: string): Fault {
  return { ok: false, seq: record.seq, message: `Audit record ${record.seq} (${record.id}) was changed: ${why}.` };
}
