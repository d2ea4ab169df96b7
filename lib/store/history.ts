import 'server-only';
import { sql } from 'kysely';
import type { SqlBool } from 'kysely';
import { SAVEPOINT } from '../domain/action/action';
import type { InstanceEvent } from '../domain/event/event';
import type { EpochMs } from '../domain/observation/observation';
import type { Save } from '../domain/save/save';
import { appendRecord } from './audit';
import { cursorOf, positionOf } from './cursor';
import type { ListName } from './cursor';
import { keepExposure, pruneExposure } from './exposure';
import { eventOf, eventRow, saveOf, saveRow } from './history-rows';
import { markHistoryLost } from './incidents';
import { countSteps, pruneSums, stepsOfSave, type SumStep } from './save-sums';
import type { Db } from './schema';
import type { OutsideChange, TurnRecord } from './store';
import type { Page, PageRequest, SavesRequest } from './page';
import { keepMemories } from './watch-memory';

/**
 * What wrote no snapshot, as pictures count it: failed, or failed or cancelled where the two look alike. In the words of the indexes
 * of failed saves, down to the numbers: else those are not used.
 */
const FAILED = sql<SqlBool>`(outcome = 'failed' or (outcome = 'unknown' and snapshot_written = 0))`;

/** Keeps what turns of the monitor saw, each of one instance. Call it in a transaction. */
export async function recordTurns(
  db: Db,
  turns: readonly (readonly [instanceId: string, turn: TurnRecord])[],
): Promise<void> {
  for (const [instanceId, turn] of turns) await keepHappened(db, instanceId, turn);
  // Of a whole fleet in which nothing happened these are a few statements.
  await keepExposure(
    db,
    turns.flatMap(([instanceId, { exposure }]) => exposure.map((sample) => ({ ...sample, instanceId }))),
  );
  await keepMemories(
    db,
    turns.map(([instanceId, { memory }]) => [instanceId, memory]),
  );
}

async function keepHappened(db: Db, instanceId: string, turn: TurnRecord): Promise<void> {
  const steps: SumStep[] = [];
  for (const save of turn.saves) steps.push(...(await keepSave(db, save, turn.memory.at)));
  await countSteps(db, steps);
  for (const event of turn.events) await keepEvent(db, event);
  for (const change of turn.outsideChanges) await auditOutsideChange(db, instanceId, change);
}

export async function listSaves(db: Db, request: SavesRequest): Promise<Page<Save>> {
  let query = db.selectFrom('saves').selectAll().orderBy('sort_at', 'desc').orderBy('id', 'desc');
  if (request.instanceId !== undefined) query = query.where('instance_id', '=', request.instanceId);
  if (request.outcome === 'failed') query = query.where(FAILED);
  if (request.from !== undefined) query = query.where('sort_at', '>=', request.from);
  if (request.to !== undefined) query = query.where('sort_at', '<', request.to);
  if (request.before !== undefined) {
    const last = positionOf('saves', request.before);
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('sort_at', 'id'), '<', tuple(last.at, last.id)));
  }
  return pageOf('saves', await query.limit(request.limit + 1).execute(), request.limit, saveOf);
}

export async function listEvents(db: Db, request: PageRequest): Promise<Page<InstanceEvent>> {
  let query = db.selectFrom('events').selectAll().orderBy('sort_at', 'desc').orderBy('id', 'desc');
  if (request.instanceId !== undefined) query = query.where('instance_id', '=', request.instanceId);
  if (request.before !== undefined) {
    const last = positionOf('events', request.before);
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('sort_at', 'id'), '<', tuple(last.at, last.id)));
  }
  return pageOf('events', await query.limit(request.limit + 1).execute(), request.limit, eventOf);
}

/**
 * Deletes history older than `before`, of each table the oldest first, `batch` rows at most; gives their number. A sum goes with the last of
 * its rows: the oldest third of a day that is shown is told whole.
 */
export async function prune(db: Db, before: EpochMs, batch: number): Promise<number> {
  const saves = await pruneTable(db, 'saves', before, batch);
  const events = await pruneTable(db, 'events', before, batch - saves);
  if (saves + events > 0) await markHistoryLost(db, before);
  const sums = await pruneSums(db, before, batch - saves - events);
  return saves + events + sums + (await pruneExposure(db, 900, before, batch - saves - events - sums));
}

async function pruneTable(db: Db, table: 'saves' | 'events', before: EpochMs, batch: number): Promise<number> {
  const old = db.selectFrom(table).select('id').where('sort_at', '<', before).orderBy('sort_at').limit(batch);
  const result = await db.deleteFrom(table).where('id', 'in', old).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Gives the steps whose sums it changed. */
async function keepSave(db: Db, save: Save, recordedAt: EpochMs): Promise<readonly SumStep[]> {
  const knownAt = save.startedAt ?? save.endedAt;
  const steps = await stepsOfSave(db, save, knownAt ?? recordedAt);
  const { id, ...columns } = saveRow(save);
  await db
    .insertInto('saves')
    .values({ id, ...columns, sort_at: knownAt ?? recordedAt })
    // A save whose time is still not known keeps the place it was first given.
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(knownAt === null ? columns : { ...columns, sort_at: knownAt }),
    )
    .execute();
  return steps;
}

export async function keepEvent(db: Db, event: InstanceEvent): Promise<void> {
  const { id, ...columns } = eventRow(event);
  await db
    .insertInto('events')
    .values({ id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

async function auditOutsideChange(db: Db, instanceId: string, change: OutsideChange): Promise<void> {
  const facts = {
    at: change.at,
    kind: 'changed-outside',
    actor: SAVEPOINT,
    instanceId,
    outcome: 'applied',
    message: change.message,
    action: null,
  } as const;
  await appendRecord(db, facts, null);
}

function pageOf<Row extends { readonly sort_at: EpochMs; readonly id: string }, T>(
  list: ListName,
  rows: readonly Row[],
  limit: number,
  read: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > shown.length && last !== undefined ? cursorOf(list, last.sort_at, last.id) : null;
  return { rows: shown.map(read), next };
}
