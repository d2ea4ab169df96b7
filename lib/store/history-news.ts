import 'server-only';
import type { InstanceEvent } from '../domain/event/event';
import type { Save } from '../domain/save/save';
import { eventOf, saveOf } from './history-rows';
import type { Db } from './schema';

/** Rows by their ids, in no order; those that are there no more are left out. */
export async function savesOf(db: Db, ids: readonly string[]): Promise<readonly Save[]> {
  if (ids.length === 0) return [];
  return (await db.selectFrom('saves').selectAll().where('id', 'in', ids).execute()).map(saveOf);
}

export async function eventsOf(db: Db, ids: readonly string[]): Promise<readonly InstanceEvent[]> {
  if (ids.length === 0) return [];
  return (await db.selectFrom('events').selectAll().where('id', 'in', ids).execute()).map(eventOf);
}
