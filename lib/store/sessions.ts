import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import type { Session } from '../domain/access/principal';
import { appendRecord } from './audit';
import { epochOf } from './people';
import type { Db } from './schema';
import type { SessionsOf } from './access-store';
import type { AuditFacts } from './audit-facts';

/** Those that have not ended at `now`, the latest seen first. */
export async function listSessions(db: Db, of: SessionsOf, now: EpochMs): Promise<readonly Session[]> {
  let query = db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.userId')
    .select(['sessions.id', 'sessions.userId', 'people.name', 'sessions.createdAt', 'sessions.updatedAt'])
    .select(['sessions.expiresAt', 'sessions.ipAddress', 'sessions.userAgent'])
    .where('sessions.expiresAt', '>', new Date(now).toISOString())
    .orderBy('sessions.updatedAt', 'desc')
    .orderBy('sessions.id');
  if (of.personId !== undefined) query = query.where('sessions.userId', '=', of.personId);
  if (of.id !== undefined) query = query.where('sessions.id', '=', of.id);
  if (of.exceptId !== undefined) query = query.where('sessions.id', '!=', of.exceptId);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.userId,
    name: row.name,
    startedAt: epochOf(row.createdAt),
    seenAt: epochOf(row.updatedAt),
    endsAt: epochOf(row.expiresAt),
    address: row.ipAddress ?? '',
    userAgent: row.userAgent ?? '',
  }));
}

/** Ends sessions; gives how many there were, and keeps no record of none. Call it in a transaction. */
export async function endSessions(db: Db, of: SessionsOf, entry: AuditFacts | null): Promise<number> {
  let query = db.deleteFrom('sessions');
  if (of.personId !== undefined) query = query.where('userId', '=', of.personId);
  if (of.id !== undefined) query = query.where('id', '=', of.id);
  if (of.exceptId !== undefined) query = query.where('id', '!=', of.exceptId);
  const { numDeletedRows } = await query.executeTakeFirstOrThrow();
  if (numDeletedRows > 0n && entry !== null) await appendRecord(db, entry, null);
  return Number(numDeletedRows);
}

export async function touchSession(db: Db, id: string, at: EpochMs): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ updatedAt: new Date(at).toISOString() })
    .where('id', '=', id)
    .execute();
}
