import 'server-only';
import { sql } from 'kysely';
import type { EpochMs } from '../domain/observation/observation';
import type { Save } from '../domain/save/save';
import type { Db } from './schema';

/** A third of a day: a column of 30 days; those of 90 days are three of it. Whole multiples of it in UTC, as columns are. */
export const SUM_MS = 28_800_000;

/** Older saves are summed up for so many at a time. */
const INSTANCES_AT_ONCE = 100;

/** A step of one instance. */
export interface SumStep {
  readonly instanceId: string;
  readonly at: EpochMs;
}

/** Which steps lose or gain something when this save is kept at `sortAt`. Ask before it is kept. */
export async function stepsOfSave(db: Db, save: Save, sortAt: EpochMs): Promise<readonly SumStep[]> {
  const before = await db.selectFrom('saves').select('sort_at').where('id', '=', save.id).executeTakeFirst();
  return [before?.sort_at ?? sortAt, sortAt].map((at) => ({ instanceId: save.instanceId, at: stepAt(at) }));
}

/**
 * Counts steps anew from their rows, each once: what a row was before need not be known, and a longest that is gone is not
 * kept. Call it in the transaction that changed the rows.
 */
export async function countSteps(db: Db, steps: readonly SumStep[]): Promise<void> {
  const each = new Map(steps.map((step) => [`${step.at} ${step.instanceId}`, step]));
  for (const { instanceId, at } of each.values()) {
    await db.deleteFrom('save_sums').where('instance_id', '=', instanceId).where('at', '=', at).execute();
    await insertSums(db, at, [instanceId]);
  }
}

/** From which time on the sums are whole: 0 where all are. Older ones are still to be counted. */
export async function sumsWholeFrom(db: Db): Promise<EpochMs> {
  const left = await db.selectFrom('save_sums_left').select('whole_from').executeTakeFirst();
  return left?.whole_from ?? 0;
}

/**
 * Counts some more instances in the newest step that is left, in one transaction: a step of a large fleet is too much to be done
 * at once. False once none is left.
 */
export async function countOlder(db: Db): Promise<boolean> {
  const left = await db.selectFrom('save_sums_left').selectAll().executeTakeFirst();
  if (left === undefined) return false;
  const newest = await newestBefore(db, left.whole_from);
  if (newest === null) {
    await db.deleteFrom('save_sums_left').execute();
    return false;
  }
  const at = stepAt(newest);
  const ids = await nextInstances(db, left.done_to);
  const last = ids.at(-1);
  if (last !== undefined) {
    // A log that was read meanwhile may have had some of it counted.
    await db.deleteFrom('save_sums').where('instance_id', 'in', ids).where('at', '=', at).execute();
    await insertSums(db, at, ids);
  }
  const isDone = last === undefined || ids.length < INSTANCES_AT_ONCE;
  const next = isDone ? { whole_from: at, done_to: '' } : { done_to: last };
  await db.updateTable('save_sums_left').set(next).execute();
  return true;
}

async function newestBefore(db: Db, before: EpochMs): Promise<EpochMs | null> {
  const row = await db
    .selectFrom('saves')
    .select('sort_at')
    .where('sort_at', '<', before)
    .orderBy('sort_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sort_at ?? null;
}

/** The next ids that have saves, each found by one look into an index: `distinct` would read all that is in it. */
async function nextInstances(db: Db, after: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`with recursive ids(id) as (
      select min(instance_id) from saves where instance_id > ${after}
      union all select (select min(instance_id) from saves where instance_id > ids.id) from ids where ids.id is not null)
    select id from ids where id is not null limit ${sql.lit(INSTANCES_AT_ONCE)}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Deletes sums of which every row is older than `before`, oldest first, `batch` at most; gives their number. */
export async function pruneSums(db: Db, before: EpochMs, batch: number): Promise<number> {
  const old = db
    .selectFrom('save_sums')
    .select(['instance_id', 'at', 'outcome', 'written'])
    .where('at', '<=', before - SUM_MS)
    .orderBy('at')
    .limit(batch);
  const result = await db
    .deleteFrom('save_sums')
    .where(({ eb, refTuple }) =>
      eb(
        refTuple('instance_id', 'at', 'outcome', 'written'),
        'in',
        old.$asTuple('instance_id', 'at', 'outcome', 'written'),
      ),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

function stepAt(at: EpochMs): EpochMs {
  return Math.floor(at / SUM_MS) * SUM_MS;
}

async function insertSums(db: Db, at: EpochMs, instanceIds: readonly string[]): Promise<void> {
  const rows = db
    .selectFrom('saves')
    .select(({ fn }) => [
      'instance_id',
      sql<EpochMs>`${sql.lit(at)}`.as('at'),
      'outcome',
      sql<number>`coalesce(snapshot_written, -1)`.as('written'),
      fn.sum<number>('attempts').as('attempts'),
      fn.max('duration_seconds').as('longest_seconds'),
      fn.max('cow_bytes').as('most_copied'),
      fn.max('fork_usec').as('longest_fork'),
    ])
    .where('instance_id', 'in', instanceIds)
    .where('sort_at', '>=', at)
    .where('sort_at', '<', at + SUM_MS)
    .groupBy(['instance_id', 'outcome', 'snapshot_written']);
  await db
    .insertInto('save_sums')
    .columns(['instance_id', 'at', 'outcome', 'written', 'attempts', 'longest_seconds', 'most_copied', 'longest_fork'])
    .expression(rows)
    .execute();
}
