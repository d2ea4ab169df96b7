import 'server-only';
import type { Actor } from '../domain/action/action';
import type { BulkSave } from '../domain/action/bulk';
import type { Db } from './schema';
import { parsed } from './tables/json-text';

/** Of those that have ended, so many are kept. */
const KEPT = 20;

/** Call it in a transaction. */
export async function keepBulk(db: Db, save: BulkSave): Promise<Actor | null> {
  const { id, begunAt, endedAt } = save;
  const now = { ended_at: endedAt, body: JSON.stringify(save) };
  const row = await db
    .insertInto('bulk_saves')
    .values({ id, begun_at: begunAt, stop_asked: null, ...now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(now))
    .returning('stop_asked')
    .executeTakeFirstOrThrow();
  if (endedAt !== null) await forgetOld(db);
  return row.stop_asked === null ? null : parsed<Actor>(row.stop_asked);
}

async function forgetOld(db: Db): Promise<void> {
  const latest = db.selectFrom('bulk_saves').select('id').orderBy('begun_at', 'desc').orderBy('id').limit(KEPT);
  await db.deleteFrom('bulk_saves').where('ended_at', 'is not', null).where('id', 'not in', latest).execute();
}

export async function getBulk(db: Db, id: string): Promise<BulkSave | null> {
  const row = await db.selectFrom('bulk_saves').select('body').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : parsed<BulkSave>(row.body);
}

export async function latestBulk(db: Db): Promise<BulkSave | null> {
  const row = await db
    .selectFrom('bulk_saves')
    .select('body')
    // Each machine has its own clock: one that runs may have begun before one that has ended.
    .orderBy((eb) => eb('ended_at', 'is', null), 'desc')
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : parsed<BulkSave>(row.body);
}

export async function openBulks(db: Db): Promise<readonly BulkSave[]> {
  const rows = await db.selectFrom('bulk_saves').select('body').where('ended_at', 'is', null).execute();
  return rows.map(({ body }) => parsed<BulkSave>(body));
}

export async function askBulkStop(db: Db, id: string, actor: Actor): Promise<void> {
  await db
    .updateTable('bulk_saves')
    .set({ stop_asked: JSON.stringify(actor) })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('stop_asked', 'is', null)
    .execute();
}
