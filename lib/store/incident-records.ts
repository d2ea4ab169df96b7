import 'server-only';
import type { InstanceEvent } from '../domain/event/event';
import { auditOfTime } from './audit';
import { eventOf, saveOf } from './history-rows';
import type { HistoryRecords, RecordsRequest } from './incident-store';
import type { Db } from './schema';

/** A save that ended in the incident may have begun so long before it. */
const LONGEST_SAVE_MS = 86_400_000;

/** What history and audit have of the time of an incident, each newest first. */
export async function incidentRecords(db: Db, request: RecordsRequest): Promise<HistoryRecords> {
  return {
    saves: await savesOf(db, request),
    events: await eventsOf(db, request),
    audit: await auditOfTime(db, request),
  };
}

async function savesOf(
  db: Db,
  { instanceId, from, to, before, limit }: RecordsRequest,
): Promise<HistoryRecords['saves']> {
  let query = db
    .selectFrom('saves')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('sort_at', '>=', from - LONGEST_SAVE_MS)
    .where(({ eb, or }) => or([eb('sort_at', '>=', from), eb('ended_at', '>=', from)]))
    .orderBy('sort_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (to !== null) query = query.where('sort_at', '<=', to);
  if (before !== null) {
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('sort_at', 'id'), '<', tuple(before.at, before.id)));
  }
  return (await query.execute()).map((row) => ({ at: row.sort_at, save: saveOf(row) }));
}

async function eventsOf(
  db: Db,
  { instanceId, from, to, before, limit }: RecordsRequest,
): Promise<readonly InstanceEvent[]> {
  let query = db
    .selectFrom('events')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('sort_at', '>=', from)
    .orderBy('sort_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (to !== null) query = query.where('sort_at', '<=', to);
  if (before !== null) {
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('sort_at', 'id'), '<', tuple(before.at, before.id)));
  }
  return (await query.execute()).map(eventOf);
}
