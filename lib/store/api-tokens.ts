import 'server-only';
import type { ApiToken } from '../domain/access/principal';
import type { EpochMs } from '../domain/observation/observation';
import { appendRecord } from './audit';
import type { Db } from './schema';
import type { ApiTokensTable } from './tables/access';
import type { AuditFacts } from './audit-facts';

/** Newest first, those that have ended by their time among them. */
export async function listTokens(db: Db): Promise<readonly ApiToken[]> {
  const rows = await db.selectFrom('api_tokens').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
  return rows.map(tokenOf);
}

/** The token with this hash that has not ended at `now`; null when there is none. */
export async function tokenOfHash(db: Db, hash: string, now: EpochMs): Promise<ApiToken | null> {
  const row = await db
    .selectFrom('api_tokens')
    .selectAll()
    .where('hash', '=', hash)
    .where(({ or, eb }) => or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .executeTakeFirst();
  return row === undefined ? null : tokenOf(row);
}

/** Call it in a transaction. */
export async function addToken(db: Db, token: ApiToken, hash: string, entry: AuditFacts): Promise<void> {
  const { id, name, role, createdBy, createdById, createdAt, endsAt } = token;
  await db
    .insertInto('api_tokens')
    .values({
      ...{ id, name, role, hash, created_by: createdBy, created_by_id: createdById },
      ...{ created_at: createdAt, ends_at: endsAt },
    })
    .execute();
  await appendRecord(db, entry, null);
}

/** False, and no record, when there is none of that id. Call it in a transaction. */
export async function endToken(db: Db, id: string, entry: AuditFacts): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('api_tokens').where('id', '=', id).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return false;
  await appendRecord(db, entry, null);
  return true;
}

function tokenOf(row: ApiTokensTable): ApiToken {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdBy: row.created_by,
    createdById: row.created_by_id,
    createdAt: row.created_at,
    endsAt: row.ends_at,
  };
}
