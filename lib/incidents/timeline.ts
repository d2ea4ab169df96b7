import 'server-only';
import { folded, type TimelineGroup } from '../domain/incident/fold-timeline';
import type { Incident } from '../domain/incident/incident';
import { comparePlaces, timelineRecords, type Place, type TimelineRecord } from '../domain/incident/timeline-record';
import type { AuditEntry } from '../domain/action/action';
import { cursorOf, positionOf } from '../store/cursor';
import type { Store } from '../store/store';

/** Records of a kind that are read at once, and how often for one page: what it costs is bounded, however long an incident was. */
export const READ_AT_ONCE = 1000;
const READS = 5;

/** Where a timeline is read from, and how much at once. */
export interface TimelineSource {
  readonly store: Pick<Store, 'incidentRecords' | 'incidentNotes' | 'incidentSteps'>;
  readonly readAtOnce: number;
}

/** Records of an incident, newest first. `next`: the place of the last of them, where there are older ones. */
export interface RecordsPage {
  readonly records: readonly TimelineRecord[];
  readonly audit: readonly AuditEntry[];
  readonly next: Place | null;
}

/** Rows of a timeline, newest first, with failures folded. */
export interface GroupsPage {
  readonly groups: readonly TimelineGroup[];
  readonly next: string | null;
}

/** The records before `before`, as many as are read at once; nothing folded. */
export async function readRecords(
  { store, readAtOnce }: TimelineSource,
  incident: Incident,
  before: Place | null,
): Promise<RecordsPage> {
  const { number, instanceId, openedFrom: from, closedAt: to } = incident;
  const kept = await store.incidentRecords({ instanceId, from, to, before, limit: readAtOnce });
  const [notes, steps] = [await store.incidentNotes(number), await store.incidentSteps(number)];
  // Of a kind that is not read to its end nothing older is known: up to there the others count as well.
  const ends = [
    endOf(
      kept.saves.map(({ at, save }) => ({ at, id: save.id })),
      readAtOnce,
    ),
    endOf(
      kept.events.map(({ to: at, id }) => ({ at, id })),
      readAtOnce,
    ),
    endOf(kept.audit, readAtOnce),
  ].filter((end) => end !== null);
  const end = ends.toSorted(comparePlaces).at(-1) ?? null;
  const isWithin = (place: Place): boolean =>
    (before === null || comparePlaces(place, before) < 0) && (end === null || comparePlaces(place, end) >= 0);
  const records = timelineRecords(incident, { ...kept, notes, steps }).filter(isWithin);
  return { records, audit: kept.audit.filter(isWithin), next: end };
}

function endOf(rows: readonly Place[], readAtOnce: number): Place | null {
  const last = rows.at(-1);
  return rows.length < readAtOnce || last === undefined ? null : { at: last.at, id: last.id };
}

/** A page of the timeline. Throws `InvalidCursorError` for a cursor that is none of ours. */
export async function readGroups(
  source: TimelineSource,
  incident: Incident,
  { limit, before }: { readonly limit: number; readonly before?: string },
): Promise<GroupsPage> {
  let place = placeOf(before);
  let groups: readonly TimelineGroup[] = [];
  for (let reads = 0; reads < READS; reads += 1) {
    const page: RecordsPage = await readRecords(source, incident, place);
    groups = folded(groups, page.records);
    place = page.next;
    if (place === null || groups.length > limit) break;
  }
  const shown = groups.slice(0, limit);
  const last = shown.at(-1)?.oldest;
  const isAll = place === null && groups.length <= limit;
  return { groups: shown, next: isAll || last === undefined ? null : cursorAt(last) };
}

/** The cursor of what is older than this place. */
export function cursorAt({ at, id }: Place): string {
  return cursorOf('timeline', at, id);
}

/** Throws `InvalidCursorError` for a cursor that is none of ours. */
export function placeOf(cursor: string | undefined): Place | null {
  return cursor === undefined ? null : positionOf('timeline', cursor);
}
