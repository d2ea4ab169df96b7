import 'server-only';
import type { EventKind, InstanceEvent } from '../domain/event/event';
import { groupedBy } from '../domain/picture/grouped';
import type { EpochMs } from '../domain/observation/observation';
import type { PictureAxis } from '../domain/picture/picture-axis';
import { eventOf } from './history-rows';
import { countAttempts } from './picture-attempts';
import type { Db } from './schema';
import type { PictureRecords } from './store';
import { watchStarts } from './watch-starts';

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
