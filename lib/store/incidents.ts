import 'server-only';
import type { Selectable } from 'kysely';
import type { Incident, IncidentDraft } from '../domain/incident/incident';
import type { EpochMs } from '../domain/observation/observation';
import type { Cause } from '../domain/save/save';
import { cursorOf, positionOf } from './cursor';
import type { IncidentPageRequest } from './incident-store';
import { parsed } from './tables/json-text';
import type { Db } from './schema';
import type { IncidentsTable } from './tables/incidents';
import type { Page } from './page';

/** Null, and nothing kept, when one is open on that instance: the index refuses it. */
export async function openIncident(db: Db, draft: IncidentDraft): Promise<Incident | null> {
  const row = await db
    .insertInto('incidents')
    .values({ ...rowOf(draft), history_from: null })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : incidentOf(row);
}

export async function changeIncident(db: Db, incident: Incident): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('incidents')
    .set(rowOf(incident))
    .where('number', '=', incident.number)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export async function openIncidents(db: Db, instanceId?: string): Promise<readonly Incident[]> {
  let query = db.selectFrom('incidents').selectAll().where('closed_at', 'is', null).orderBy('number');
  if (instanceId !== undefined) query = query.where('instance_id', '=', instanceId);
  return (await query.execute()).map(incidentOf);
}

export async function getIncident(db: Db, number: number): Promise<Incident | null> {
  const row = await db.selectFrom('incidents').selectAll().where('number', '=', number).executeTakeFirst();
  return row === undefined ? null : incidentOf(row);
}

export async function listIncidents(db: Db, request: IncidentPageRequest): Promise<Page<Incident>> {
  const { instanceId, state, before, limit } = request;
  let query = db
    .selectFrom('incidents')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(limit + 1);
  if (instanceId !== undefined) query = query.where('instance_id', '=', instanceId);
  if (state !== undefined) query = query.where('closed_at', state === 'open' ? 'is' : 'is not', null);
  if (before !== undefined) query = query.where('number', '<', positionOf('incidents', before).at);
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > shown.length && last !== undefined ? cursorOf('incidents', last.number, '') : null;
  return { rows: shown.map(incidentOf), next };
}

/** An instance that is removed closes its incident, with that word. Call it in the transaction of the removal. */
export async function closeWithInstance(db: Db, instanceId: string, at: EpochMs): Promise<void> {
  await db
    .updateTable('incidents')
    .set({ closed_at: at, closed_by: 'removed', waits_for: null })
    .where('instance_id', '=', instanceId)
    .where('closed_at', 'is', null)
    .execute();
}

/** The history of before `before` is deleted: incidents that reach back there say so. Call it in the transaction that deletes. */
export async function markHistoryLost(db: Db, before: EpochMs): Promise<void> {
  await db
    .updateTable('incidents')
    .set({ history_from: before })
    .where('opened_from', '<', before)
    // Of one that was over by then nothing more is lost.
    .where(({ eb, or }) =>
      or([
        eb('history_from', 'is', null),
        eb.and([
          eb('history_from', '<', before),
          or([eb('closed_at', 'is', null), eb('closed_at', '>=', eb.ref('history_from'))]),
        ]),
      ]),
    )
    .execute();
}

function rowOf(draft: IncidentDraft): Omit<IncidentsTable, 'number' | 'history_from'> {
  return {
    instance_id: draft.instanceId,
    name: draft.name,
    address: draft.address,
    environment: draft.environment,
    opened_by: draft.openedBy,
    opened_from: draft.openedFrom,
    opened_at: draft.openedAt,
    already: Number(draft.already),
    cause: draft.cause === null ? null : JSON.stringify(draft.cause),
    refusals: draft.refusals,
    refused_from: draft.refusedFrom,
    refused_until: draft.refusedUntil,
    rdb_failed: Number(draft.rdbFailed),
    aof_refused: Number(draft.aofRefused),
    failed_before: draft.failedBefore,
    failed_in_a_row: draft.failedInARow,
    saved_again_at: draft.savedAgainAt,
    waits_for: draft.waitsFor,
    closed_at: draft.closedAt,
    closed_by: draft.closedBy,
  };
}

function incidentOf(row: Selectable<IncidentsTable>): Incident {
  return {
    number: row.number,
    instanceId: row.instance_id,
    name: row.name,
    address: row.address,
    environment: row.environment,
    openedBy: row.opened_by,
    openedFrom: row.opened_from,
    openedAt: row.opened_at,
    already: row.already === 1,
    cause: row.cause === null ? null : parsed<Cause>(row.cause),
    refusals: row.refusals,
    refusedFrom: row.refused_from,
    refusedUntil: row.refused_until,
    rdbFailed: row.rdb_failed === 1,
    aofRefused: row.aof_refused === 1,
    failedBefore: row.failed_before,
    failedInARow: row.failed_in_a_row,
    savedAgainAt: row.saved_again_at,
    waitsFor: row.waits_for,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    historyFrom: row.history_from,
  };
}
