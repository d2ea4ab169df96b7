import type { Cache, ScopedMutator } from 'swr';
import type { AuditEntry, AuditList } from '../contracts/action';
import type { Incident, IncidentDetail, IncidentList } from '../contracts/incident';
import type { Instance, InstanceList } from '../contracts/instance';
import type { Save, SaveList, TimelineEvent, TimelineEventList } from '../contracts/save';
import { calmly } from './calmly';
import { saysTheSame } from './keep-same';
import {
  actionKey,
  AUDIT_KEY,
  eventsKey,
  INCIDENT_KEYS,
  incidentKey,
  INCIDENTS_KEY,
  INSTANCES_KEY,
  instanceKey,
  pictureKeys,
  PICTURES_KEYS,
  savesKey,
} from './keys';
import { noteReadings } from './link';
import { upsertRow } from './rows';
import { noteStates } from './state-changes';

/** SWR's cache, to be written by the stream. */
export interface CacheAccess {
  readonly cache: Cache;
  readonly mutate: ScopedMutator;
}

/**
 * Changes what is in the cache under `key`; what no page has asked for stays out, and what stays the same is no change.
 * What is asked for just now is asked for again: that answer may be of before.
 */
function change<T>(io: CacheAccess, key: string, next: (known: T) => T): void {
  const entry = io.cache.get(key);
  const known = entry?.data as T | undefined;
  if (known === undefined) {
    if (entry?.isLoading === true) void io.mutate(key);
    return;
  }
  const changed = next(known);
  if (changed !== known) void io.mutate(key, changed, { revalidate: false });
}

function isOlder(message: Instance, known: Instance): boolean {
  return message.observedAt !== null && known.observedAt !== null && message.observedAt < known.observedAt;
}

/**
 * Several at once: a page that has just connected is told of every instance, and draws them once. One that was only read again is
 * as it was; the time of the reading is noted as a pulse notes it.
 */
export function applyInstances(io: CacheAccess, told: readonly Instance[]): void {
  const latest = new Map(told.map((instance) => [instance.id, instance]));
  noteReadings([...latest.values()]);
  const newer = (known: Instance): Instance => {
    const next = latest.get(known.id);
    return next === undefined || isOlder(next, known) || saysTheSame(next, known, { observedAt: null }) ? known : next;
  };
  change<InstanceList>(io, INSTANCES_KEY, (list) => {
    const instances = list.instances.map(newer);
    return instances.every((instance, index) => instance === list.instances[index]) ? list : { ...list, instances };
  });
  for (const id of latest.keys()) change<Instance>(io, instanceKey(id), newer);
  noteStates([...latest.values()]);
}

/** Why nothing can be kept, and so nothing changed; null when it can again. */
export function applyStoreProblem(io: CacheAccess, storeProblem: string | null): void {
  change<InstanceList>(io, INSTANCES_KEY, (list) =>
    list.storeProblem === storeProblem ? list : { ...list, storeProblem },
  );
}

const PICTURE_MS = 2_000;
/** The pictures of a fleet are one large answer, and one of its servers is always saving. */
const PICTURES_MS = 5_000;
const INCIDENT_MS = 1_000;

/** Reads again whatever is on the page under keys that begin so, at most once in `everyMs`. */
function reread(io: CacheAccess, keys: string, everyMs: number): void {
  calmly(keys, everyMs, () => void io.mutate((key) => typeof key === 'string' && key.startsWith(keys)));
}

/** Reads again the incidents of an instance that are on a page, with their timelines. */
function rereadIncidentsOf(io: CacheAccess, instanceId: string): void {
  calmly(`${INCIDENT_KEYS} ${instanceId}`, INCIDENT_MS, () => {
    for (const key of [...io.cache.keys()]) {
      const data = io.cache.get(key)?.data as Partial<IncidentDetail> | undefined;
      if (!/^\/api\/incidents\/\d+$/.test(key) || data?.instance?.id !== instanceId) continue;
      void io.mutate((other) => typeof other === 'string' && (other === key || other.startsWith(`${key}/`)));
    }
  });
}

/** Reads again the pictures on the page that show this instance, and its incident, which tells of saves and events as well. */
function redraw(io: CacheAccess, instanceId: string): void {
  reread(io, pictureKeys(instanceId), PICTURE_MS);
  reread(io, PICTURES_KEYS, PICTURES_MS);
  rereadIncidentsOf(io, instanceId);
}

export function applySave(io: CacheAccess, save: Save): void {
  redraw(io, save.instanceId);
  for (const key of [savesKey(null), savesKey(save.instanceId)]) {
    change<SaveList>(io, key, (list) => ({ ...list, saves: upsertRow(list.saves, save) }));
  }
}

export function applyEvent(io: CacheAccess, event: TimelineEvent): void {
  redraw(io, event.instanceId);
  change<TimelineEventList>(io, eventsKey(event.instanceId), (list) => ({
    ...list,
    events: upsertRow(list.events, event),
  }));
}

export function applyAudit(io: CacheAccess, entry: AuditEntry): void {
  change<AuditList>(io, AUDIT_KEY, (list) => ({ ...list, entries: upsertRow(list.entries, entry) }));
  const { action } = entry;
  // Also of one that this page does not know yet: its end may be told before the answer to the request has come.
  if (action !== null) void io.mutate(actionKey(action.id), action, { revalidate: false });
  if (entry.instanceId !== null) rereadIncidentsOf(io, entry.instanceId);
}

/** The incident itself at once, and with it what the page shows of its timeline and of its place on the axis. */
export function applyIncident(io: CacheAccess, incident: Incident): void {
  const { id, number, instance } = incident;
  change<IncidentList>(io, INCIDENTS_KEY, ({ incidents, next }) => {
    // An old one that is not on the page has its place further down.
    const belongs = incidents.some((known) => known.id === id) || number > (incidents[0]?.number ?? 0);
    return { incidents: belongs ? upsertRow(incidents, incident) : incidents, next };
  });
  change<IncidentDetail>(io, incidentKey(number), (known) => ({ ...known, ...incident }));
  rereadIncidentsOf(io, instance.id);
  reread(io, pictureKeys(instance.id), PICTURE_MS);
}

/** Reads again everything that is on the page: after a time without the stream anything may have changed. */
export function refreshAll(io: CacheAccess): void {
  void io.mutate((key) => typeof key === 'string' && key.startsWith('/api/'));
}
