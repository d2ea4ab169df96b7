import 'server-only';
import { sql } from 'kysely';
import type { EventKind, InstanceEvent } from '../domain/event/event';
import { groupedBy } from '../domain/picture/grouped';
import type { EpochMs } from '../domain/observation/observation';
import type { AttemptCount } from '../domain/picture/picture';
import type { PictureAxis } from '../domain/picture/picture-axis';
import { eventOf } from './history-rows';
import type { Db } from './schema';
import type { PictureRecords } from './store';
import { watchStarts } from './watch-starts';

type CountRow = AttemptCount & { readonly instanceId: string };

const SHOWN: readonly EventKind[] = ['gap', 'restarted', 'guard-changed'];

/** Of more events the oldest are not read, and the time that they tell of counts as not watched. */
const MOST_EVENTS = 20_000;

/** What shows in the pictures of these instances: one for each, in their order. */
export async function pictureRecords(
  db: Db,
  instanceIds: readonly string[],
  axis: PictureAxis,
): Promise<readonly PictureRecords[]> {
  if (instanceIds.length === 0) return [];
  const { events, cutAt } = await shownEvents(db, instanceIds, axis);
  const attemptsOf = groupedBy(await countAttempts(db, instanceIds, axis), (row) => row.instanceId);
  const eventsOf = groupedBy(events, (event) => event.instanceId);
  const startsOf = groupedBy(await watchStarts(db, instanceIds, axis), (start) => start.instanceId);
  const cut = cutAt === null ? [] : [{ at: cutAt, seenBefore: null }];
  return instanceIds.map((instanceId) => ({
    instanceId,
    attempts: attemptsOf.get(instanceId) ?? [],
    events: eventsOf.get(instanceId) ?? [],
    starts: [...(startsOf.get(instanceId) ?? []), ...cut],
  }));
}

async function countAttempts(db: Db, instanceIds: readonly string[], axis: PictureAxis): Promise<readonly CountRow[]> {
  const width = sql.lit(axis.columnMs);
  // Whole numbers on both sides: the division leaves out the rest, in SQLite as in Postgres.
  const column = sql<EpochMs>`sort_at / ${width} * ${width}`;
  const rows = await db
    .selectFrom('saves')
    .select(['instance_id', 'outcome', 'snapshot_written', column.as('column_at')])
    .select(({ fn }) => [
      fn.sum('attempts').as('total'),
      fn.max('duration_seconds').as('longest'),
      fn.max('cow_bytes').as('copied'),
      fn.max('fork_usec').as('fork'),
    ])
    .where('instance_id', 'in', instanceIds)
    .where('sort_at', '>=', axis.from)
    .where('sort_at', '<', axis.to)
    .groupBy(['instance_id', 'outcome', 'snapshot_written', column])
    .execute();
  return rows.map((row) => ({
    instanceId: row.instance_id,
    at: Number(row.column_at),
    outcome: row.outcome,
    snapshotWritten: row.snapshot_written === null ? null : row.snapshot_written === 1,
    attempts: Number(row.total),
    longestSeconds: row.longest,
    mostCopiedBytes: row.copied,
    longestForkUsec: row.fork,
  }));
}

async function shownEvents(
  db: Db,
  instanceIds: readonly string[],
  axis: PictureAxis,
): Promise<{ readonly events: readonly InstanceEvent[]; readonly cutAt: EpochMs | null }> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('instance_id', 'in', instanceIds)
    .where('kind', 'in', SHOWN)
    .where('sort_at', '>=', axis.from)
    .orderBy('sort_at', 'desc')
    .limit(MOST_EVENTS)
    .execute();
  const cutAt = rows.length < MOST_EVENTS ? null : (rows.at(-1)?.sort_at ?? null);
  return { events: rows.map(eventOf).toReversed(), cutAt };
}
