import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import type { Db } from './schema';
import type { AttemptLimit } from './access-store';

/** An hour is longer than any limit looks back. */
const FORGOTTEN_AFTER_MS = 60 * 60 * 1000;

/**
 * Counts one attempt under `key`. Null: it may be made. Else when the next one may; then it is not counted. Each is kept by its time: who
 * counted from the first on would let twice as many through around the moment at which counting starts anew. Call it in a transaction:
 * attempts at once count one after the other.
 */
export async function takeAttempt(db: Db, key: string, limit: AttemptLimit, now: EpochMs): Promise<EpochMs | null> {
  await db
    .deleteFrom('sign_in_attempts')
    .where('at', '<', now - FORGOTTEN_AFTER_MS)
    .execute();
  const counted = await db
    .selectFrom('sign_in_attempts')
    .select('at')
    .where('key', '=', key)
    .where('at', '>', now - limit.windowMs)
    // After a clock was set back, those would keep somebody out until it has caught up.
    .where('at', '<=', now)
    .orderBy('at', 'desc')
    .limit(limit.most)
    .execute();
  const oldest = counted[limit.most - 1];
  if (oldest !== undefined) return oldest.at + limit.windowMs;
  await db.insertInto('sign_in_attempts').values({ key, at: now }).execute();
  return null;
}

/** Forgets the attempts under `key`: one of them was good. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('sign_in_attempts').where('key', '=', key).execute();
}
