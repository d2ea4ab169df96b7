import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import type { Db } from './schema';
import type { KeptAnswer } from './store';

const KEPT_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** Null when the key is new and now the caller's. Call it in a transaction. */
export async function reserveKey(db: Db, key: string, requestHash: string, at: EpochMs): Promise<KeptAnswer | null> {
  await db
    .deleteFrom('idempotency_keys')
    .where('reserved_at', '<', at - KEPT_FOR_MS)
    .execute();
  const taken = await db
    .insertInto('idempotency_keys')
    .values({ key, request_hash: requestHash, reserved_at: at, status: null, body: null })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return taken === undefined ? keptAnswer(db, key) : null;
}

export async function keepAnswer(db: Db, key: string, answer: { status: number; body: string }): Promise<void> {
  const { status, body } = answer;
  await db.updateTable('idempotency_keys').set({ status, body }).where('key', '=', key).execute();
}

/** Forgets a key that has no answer yet; one that was answered stays. */
export async function releaseKey(db: Db, key: string): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('key', '=', key).where('status', 'is', null).execute();
}

async function keptAnswer(db: Db, key: string): Promise<KeptAnswer> {
  const row = await db.selectFrom('idempotency_keys').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
  const answer = row.status === null || row.body === null ? null : { status: row.status, body: row.body };
  return { requestHash: row.request_hash, answer };
}
