import 'server-only';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { EpochMs } from '../domain/observation/observation';
import type { ExposureStep } from '../domain/picture/exposure';
import type { PictureAxis } from '../domain/picture/picture-axis';
import type { WatchStart } from '../domain/event/watched-time';
import type { Db } from './schema';

type Start = WatchStart & { readonly instanceId: string };

const MINUTE_MS = 60_000;
const QUARTER_MS = 900_000;

/** Where the recorded history of these instances begins, and where it began anew on this axis. */
export async function watchStarts(
  db: Db,
  instanceIds: readonly string[],
  axis: PictureAxis,
): Promise<readonly Start[]> {
  return [...(await firstRecords(db, instanceIds)), ...(await newStarts(db, instanceIds, axis))];
}

/** Older history may be deleted: what is left of it begins with its first event, or with a quarter of an hour that was seen. */
async function firstRecords(db: Db, instanceIds: readonly string[]): Promise<readonly Start[]> {
  const rows = await db
    .selectFrom('watch_memory as watched')
    .select(({ selectFrom }) => [
      'watched.instance_id as instanceId',
      selectFrom('events as first')
        .select('first.happened_from')
        .whereRef('first.instance_id', '=', 'watched.instance_id')
        .orderBy('first.sort_at')
        .orderBy('first.id')
        .limit(1)
        .as('event'),
      firstQuarter().as('quarter'),
    ])
    .where('watched.instance_id', 'in', instanceIds)
    .execute();
  return rows.flatMap(({ instanceId, event, quarter }) => {
    // Seen at some moment of that quarter: from its end on, for certain.
    const at = Math.min(event ?? Infinity, quarter === null ? Infinity : quarter + QUARTER_MS);
    return at === Infinity ? [] : [{ instanceId, at, seenBefore: null }];
  });
}

/** An instance that was removed and registered again: nobody wrote down when the watch before had ended. */
async function newStarts(db: Db, instanceIds: readonly string[], axis: PictureAxis): Promise<readonly Start[]> {
  const rows = await db
    .selectFrom('events as start')
    .select(({ selectFrom }) => [
      'start.instance_id as instanceId',
      'start.sort_at as at',
      selectFrom('events as seen')
        .select('seen.sort_at')
        .whereRef('seen.instance_id', '=', 'start.instance_id')
        .whereRef('seen.sort_at', '<', 'start.sort_at')
        .orderBy('seen.sort_at', 'desc')
        .limit(1)
        .as('event'),
      // The step in which the new watch began holds its own first sighting.
      lastStep(60, sql`start.sort_at - ${sql.lit(MINUTE_MS)}`).as('minute'),
      lastStep(900, sql`start.sort_at - ${sql.lit(QUARTER_MS)}`).as('quarter'),
    ])
    .where('start.instance_id', 'in', instanceIds)
    .where('start.kind', '=', 'watch-started')
    .where('start.sort_at', '>=', axis.from)
    .execute();
  return rows.map(({ instanceId, at, event, minute, quarter }) => {
    const seen = [event, minute, quarter].filter((time): time is EpochMs => time !== null);
    return { instanceId, at, seenBefore: seen.length === 0 ? null : Math.max(...seen) };
  });
}

/** The first quarter of an hour of `watched`. */
function firstQuarter(): RawBuilder<EpochMs | null> {
  return sql`(select near.at from
    (select instance_id, step_seconds, at from exposure
      where (instance_id, step_seconds, at) >= (watched.instance_id, 900, 0)
      order by instance_id, step_seconds, at limit 1) as near
    where near.instance_id = watched.instance_id and near.step_seconds = 900)`;
}

/**
 * The last step of `start` that began at `at` or before. Asked for by the whole key, and compared after: asked for by its parts, Postgres may expect to meet
 * one soon in the index by time, and reads all of it where the instance has none.
 */
function lastStep(step: ExposureStep, at: RawBuilder<unknown>): RawBuilder<EpochMs | null> {
  const seconds = sql.lit(step);
  return sql`(select near.at from
    (select instance_id, step_seconds, at from exposure
      where (instance_id, step_seconds, at) <= (start.instance_id, ${seconds}, ${at})
      order by instance_id desc, step_seconds desc, at desc limit 1) as near
    where near.instance_id = start.instance_id and near.step_seconds = ${seconds})`;
}
