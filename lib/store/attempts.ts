import 'server-only';
import type { EpochMs } from '../domain/observation';
import type { Db } from './schema';
import type { AttemptLimit } from './store';

/** An hour is longer than any limit looks back. */
const FORGOTTEN_AFTER_MS = 60 * 60 * 1000;

/**
 * Counts one attempt under `key`. Null: it may be made. Else when the next one may; then it is not counted. Call it in a transaction:
 * attempts at once count one after the other.
 */
export async function takeAttempt(db: Db, key: string, limit: AttemptLimit, now: EpochMs): Promise<EpochMs | null> {
  await db
    .deleteFrom('sign_in_attempts')
    .where('since', '<', now - FORGOTTEN_AFTER_MS)
    .execute();
  const known = await db.selectFrom('sign_in_attempts').selectAll().where('key', '=', key).executeTakeFirst();
  // A clock that was set back would keep somebody out until it has caught up.
  const isOpen = known !== undefined && known.since <= now && now < known.since + limit.windowMs;
  if (isOpen && known.count >= limit.most) return known.since + limit.windowMs;
  const row = isOpen ? { since: known.since, count: known.count + 1 } : { since: now, count: 1 };
  await db
    .insertInto('sign_in_attempts')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  return null;
}

/** Forgets the attempts under `key`: one of them was good. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('sign_in_attempts').where('key', '=', key).execute();
}
