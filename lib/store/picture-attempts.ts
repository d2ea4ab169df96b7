import 'server-only';
import { sql } from 'kysely';
import type { EpochMs } from '../domain/observation/observation';
import type { AttemptCount } from '../domain/picture/picture';
import type { PictureAxis } from '../domain/picture/picture-axis';
import { SUM_MS, sumsWholeFrom } from './save-sums';
import type { Db } from './schema';
import { wholeSteps } from './whole-steps';
import type { SaveSumsTable } from './tables/history';

export type CountRow = AttemptCount & { readonly instanceId: string };

/** A sum, but for its place: in a column of a picture, or in a step of the sums. */
type Summed = Omit<SaveSumsTable, 'at' | 'attempts'> & {
  readonly column_at: EpochMs;
  readonly total: number | string | bigint;
};

/**
 * Attempts by column and outcome. Where columns are made of whole steps they are read from the sums, as far back as those are whole; all
 * else is added up from the rows.
 */
export async function countAttempts(
  db: Db,
  instanceIds: readonly string[],
  axis: PictureAxis,
): Promise<readonly CountRow[]> {
  if (axis.columnMs % SUM_MS !== 0) return fromRows(db, instanceIds, axis);
  const wholeFrom = Math.max(axis.from, await sumsWholeFrom(db));
  return [
    ...(await fromRows(db, instanceIds, { ...axis, to: Math.min(wholeFrom, axis.to) })),
    ...(await fromSums(db, instanceIds, { ...axis, from: wholeFrom })),
  ];
}

/** What `countAttempts` gives from the rows alone. */
export async function fromRows(
  db: Db,
  instanceIds: readonly string[],
  { from, to, columnMs }: PictureAxis,
): Promise<readonly CountRow[]> {
  if (from >= to) return [];
  const column = wholeSteps('sort_at', columnMs);
  const rows = await db
    .selectFrom('saves')
    .select(['instance_id', 'outcome', column.as('column_at')])
    .select(({ fn }) => [
      sql<number>`coalesce(snapshot_written, -1)`.as('written'),
      fn.sum('attempts').as('total'),
      fn.max('duration_seconds').as('longest_seconds'),
      fn.max('cow_bytes').as('most_copied'),
      fn.max('fork_usec').as('longest_fork'),
    ])
    .where('instance_id', 'in', instanceIds)
    .where('sort_at', '>=', from)
    .where('sort_at', '<', to)
    .groupBy(['instance_id', 'outcome', 'snapshot_written', column])
    .execute();
  return rows.map(counted);
}

async function fromSums(
  db: Db,
  instanceIds: readonly string[],
  { from, to, columnMs }: PictureAxis,
): Promise<readonly CountRow[]> {
  if (from >= to) return [];
  const column = wholeSteps('at', columnMs);
  const rows = await db
    .selectFrom('save_sums')
    .select(['instance_id', 'outcome', 'written', column.as('column_at')])
    .select(({ fn }) => [
      fn.sum('attempts').as('total'),
      fn.max('longest_seconds').as('longest_seconds'),
      fn.max('most_copied').as('most_copied'),
      fn.max('longest_fork').as('longest_fork'),
    ])
    .where('instance_id', 'in', instanceIds)
    .where('at', '>=', from)
    .where('at', '<', to)
    .groupBy(['instance_id', 'outcome', 'written', column])
    .execute();
  return rows.map(counted);
}

function counted(row: Summed): CountRow {
  return {
    instanceId: row.instance_id,
    at: Number(row.column_at),
    outcome: row.outcome,
    snapshotWritten: row.written === -1 ? null : row.written === 1,
    attempts: Number(row.total),
    longestSeconds: row.longest_seconds,
    mostCopiedBytes: row.most_copied,
    longestForkUsec: row.longest_fork,
  };
}
