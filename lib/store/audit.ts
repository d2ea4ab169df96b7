import 'server-only';
import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '../domain/action/action';
import { auditHash } from './audit-hash';
import { canonicalJson } from './canonical-json';
import { cursorOf, positionOf } from './cursor';
import type { RecordsRequest } from './incident-store';
import { parsed } from './tables/json-text';
import type { Db } from './schema';
import type { AuditTable } from './tables/actions';
import type { AuditFacts } from './audit-facts';
import type { Page, PageRequest } from './page';

type AuditBody = Pick<AuditEntry, 'actor' | 'outcome' | 'message' | 'action'>;

/**
 * Appends one record to the chain and gives its seq. `entrySeq` is the record that it continues, null for a new entry.
 * Call it in a transaction: the head of the chain stays locked until that ends.
 */
export async function appendRecord(db: Db, facts: AuditFacts, entrySeq: number | null): Promise<number> {
  const head = await db
    .updateTable('audit_head')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const record = {
    seq: head.seq,
    id: idOf(head.seq),
    entry_seq: entrySeq ?? head.seq,
    at: facts.at,
    kind: facts.kind,
    instance_id: facts.instanceId,
    body: bodyOf(facts),
    previous_hash: head.hash,
  };
  const hash = auditHash(record);
  await db
    .insertInto('audit')
    .values({ ...record, hash })
    .execute();
  await db.updateTable('audit_head').set({ hash }).where('id', '=', 1).execute();
  return head.seq;
}

/** Ids sort as the chain does: a timeline goes by time and id, and two entries may be of one millisecond. */
function idOf(seq: number): string {
  return `${String(seq).padStart(16, '0')}-${randomUUID()}`;
}

/** Entries, newest first by the time they were begun. */
export async function listAudit(db: Db, request: PageRequest): Promise<Page<AuditEntry>> {
  let query = db
    .selectFrom('audit')
    .selectAll()
    .whereRef('seq', '=', 'entry_seq')
    .orderBy('seq', 'desc')
    .limit(request.limit + 1);
  if (request.instanceId !== undefined) query = query.where('instance_id', '=', request.instanceId);
  if (request.before !== undefined) query = query.where('seq', '<', positionOf('audit', request.before).at);
  const firsts = await query.execute();
  const shown = firsts.slice(0, request.limit);
  const last = shown.at(-1);
  const next = firsts.length > shown.length && last !== undefined ? cursorOf('audit', last.seq, last.id) : null;
  return { rows: await foldWithLatest(db, shown), next };
}

/** Entries of an instance that were begun in this time, newest first by that time. */
export async function auditOfTime(
  db: Db,
  { instanceId, from, to, before, limit }: RecordsRequest,
): Promise<readonly AuditEntry[]> {
  let query = db
    .selectFrom('audit')
    .selectAll()
    .whereRef('seq', '=', 'entry_seq')
    .where('instance_id', '=', instanceId)
    .where('at', '>=', from)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (to !== null) query = query.where('at', '<=', to);
  if (before !== null) {
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '<', tuple(before.at, before.id)));
  }
  return foldWithLatest(db, await query.execute());
}

export async function latestAuditSeq(db: Db): Promise<number> {
  const head = await db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow();
  return head.seq;
}

/** Entries with a record after `seq`, in the order of their latest record. */
export async function auditEntriesSince(db: Db, seq: number, limit: number): Promise<readonly AuditEntry[]> {
  const latest = await db
    .selectFrom('audit as record')
    .selectAll()
    .where('record.seq', '>', seq)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('audit as later')
            .select('later.seq')
            .whereRef('later.entry_seq', '=', 'record.entry_seq')
            .whereRef('later.seq', '>', 'record.seq'),
        ),
      ),
    )
    .orderBy('record.seq')
    .limit(limit)
    .execute();
  const firsts = await recordsOf(db, latest);
  const firstBySeq = new Map(firsts.map((record) => [record.seq, record]));
  return latest.map((record) => fold(firstBySeq.get(record.entry_seq) ?? record, record));
}

async function foldWithLatest(db: Db, firsts: readonly AuditTable[]): Promise<readonly AuditEntry[]> {
  const records = await recordsOf(db, firsts);
  // In the order of seq: the last one of an entry stays in the map.
  const latestOfEntry = new Map(records.map((record) => [record.entry_seq, record]));
  return firsts.map((first) => fold(first, latestOfEntry.get(first.seq) ?? first));
}

async function recordsOf(db: Db, some: readonly AuditTable[]): Promise<readonly AuditTable[]> {
  if (some.length === 0) return [];
  const entries = some.map((record) => record.entry_seq);
  return db.selectFrom('audit').selectAll().where('entry_seq', 'in', entries).orderBy('seq').execute();
}

/**
 * One entry of two records: its identity and time are those of the first, everything else is told by the latest. So
 * `seq`, `hash` and `previousHash` belong together, and a seq that was seen is a place to go on from.
 */
function fold(first: AuditTable, latest: AuditTable): AuditEntry {
  return {
    id: first.id,
    at: first.at,
    kind: first.kind,
    instanceId: first.instance_id,
    seq: latest.seq,
    hash: latest.hash,
    previousHash: latest.previous_hash,
    ...parsed<AuditBody>(latest.body),
  };
}

function bodyOf({ actor, outcome, message, action }: AuditFacts): string {
  const body: AuditBody = { actor, outcome, message, action };
  return canonicalJson(body);
}
