import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Exposure } from '../domain/picture/exposure';
import type { InstanceView } from '../domain/state/instance-view';
import type { EpochMs } from '../domain/observation/observation';
import { orderInstances } from '../domain/instance/order-instances';
import { pictureOf, type Picture, type PictureIncident, type PictureInput } from '../domain/picture/picture';
import { axisOf, exposureRequestOf, type PictureAxis, type PictureRange } from '../domain/picture/picture-axis';
import { EN } from '../domain/words/en';
import type { Monitor } from '../monitor/monitor';
import type { PictureRecords, Store } from '../store/store';

export interface PictureParts {
  readonly store: Store;
  readonly monitor: Monitor;
  readonly now: () => EpochMs;
}

/** The history of one instance with its changes, which has no sentence in it; null when it is not watched. */
export async function pictureOfOne(parts: PictureParts, id: string, range: PictureRange): Promise<Picture | null> {
  const view = parts.monitor.view(id, EN);
  if (view === null) return null;
  const now = parts.now();
  const axis = axisOf(range, now);
  const [records] = await parts.store.pictureRecords([id], axis);
  const only = { changes: await changesOf(parts, id, range, axis), incidents: await incidentsOf(parts, id) };
  return records === undefined ? null : drawn(view, records, range, now, only);
}

/** Instances that are read and drawn at once: the store is synchronous inside, and no poll should wait for all of them. */
const AT_ONCE = 20;

/** Those of the `most` worst instances, worst first. */
export function picturesOfWorst(parts: PictureParts, range: PictureRange, most: number): Promise<readonly Picture[]> {
  return drawnTogether(parts, range, orderInstances(parts.monitor.views(EN)).slice(0, most));
}

/** Those of the instances with these ids, in their order; who is not watched has none. */
export function picturesOf(
  parts: PictureParts,
  range: PictureRange,
  ids: readonly string[],
): Promise<readonly Picture[]> {
  return drawnTogether(
    parts,
    range,
    ids.flatMap((id) => parts.monitor.view(id, EN) ?? []),
  );
}

async function drawnTogether(
  parts: PictureParts,
  range: PictureRange,
  views: readonly InstanceView[],
): Promise<readonly Picture[]> {
  const now = parts.now();
  const pictures: Picture[] = [];
  for (let from = 0; from < views.length; from += AT_ONCE) {
    if (from > 0) await breathe();
    const some = new Map(views.slice(from, from + AT_ONCE).map((view) => [view.id, view]));
    for (const records of await parts.store.pictureRecords([...some.keys()], axisOf(range, now))) {
      const view = some.get(records.instanceId);
      if (view !== undefined) pictures.push(drawn(view, records, range, now, { changes: null, incidents: null }));
    }
  }
  return pictures;
}

function drawn(
  view: InstanceView,
  records: PictureRecords,
  range: PictureRange,
  now: EpochMs,
  only: Pick<PictureInput, 'changes' | 'incidents'>,
): Picture {
  return pictureOf({
    ...records,
    range,
    now,
    ...only,
    lastSeen: view.observedAt,
    staleAfterMs: view.staleAfterMs,
    guard: view.guard.value,
    runningSince: view.save === null ? null : (view.save.startedAt ?? view.observedAt),
  });
}

/** What is kept, and the step that is still going on. */
async function changesOf(
  { store, monitor }: PictureParts,
  id: string,
  range: PictureRange,
  axis: PictureAxis,
): Promise<readonly Exposure[]> {
  const request = exposureRequestOf(range, axis);
  const open = monitor.watchOf(id)?.memory.exposure ?? [];
  const kept = await store.listExposure(id, request);
  return [...kept, ...open.filter(({ stepSeconds }) => stepSeconds === request.stepSeconds)];
}

/** More than these lie close to each other, or long ago. */
const MOST_INCIDENTS = 50;

async function incidentsOf({ store }: PictureParts, instanceId: string): Promise<readonly PictureIncident[]> {
  const { rows } = await store.listIncidents({ instanceId, limit: MOST_INCIDENTS });
  return rows.map(({ number, openedAt, closedAt }) => ({ number, from: openedAt, to: closedAt }));
}
