import type { Cache, ScopedMutator } from 'swr';
import type { AuditEntry, AuditList } from '../contracts/action';
import type { Instance, InstanceList } from '../contracts/instance';
import type { Save, SaveList, TimelineEvent, TimelineEventList } from '../contracts/save';
import { calmly } from './calmly';
import {
  actionKey,
  AUDIT_KEY,
  eventsKey,
  INSTANCES_KEY,
  instanceKey,
  pictureKeys,
  PICTURES_KEYS,
  savesKey,
} from './keys';
import { upsertRow } from './rows';
import { noteStates } from './state-changes';

/** SWR's cache, to be written by the stream. */
export interface CacheAccess {
  readonly cache: Cache;
  readonly mutate: ScopedMutator;
}

/** Changes what is in the cache under `key`; what no page has asked for stays out. */
function change<T>(io: CacheAccess, key: string, next: (known: T) => T): void {
  const known = io.cache.get(key)?.data as T | undefined;
  if (known !== undefined) void io.mutate(key, next(known), { revalidate: false });
}

function isOlder(message: Instance, known: Instance): boolean {
  return message.observedAt !== null && known.observedAt !== null && message.observedAt < known.observedAt;
}

export function applyInstance(io: CacheAccess, instance: Instance): void {
  const newer = (known: Instance): Instance => (isOlder(instance, known) ? known : instance);
  change<InstanceList>(io, INSTANCES_KEY, (list) => ({
    ...list,
    instances: list.instances.map((known) => (known.id === instance.id ? newer(known) : known)),
  }));
  change<Instance>(io, instanceKey(instance.id), newer);
  noteStates([instance]);
}

const PICTURE_MS = 2_000;
/** The pictures of a fleet are one large answer, and one of its servers is always saving. */
const PICTURES_MS = 5_000;

/** Reads the pictures on the page again that show this instance. */
function redraw(io: CacheAccess, instanceId: string): void {
  const reread = (keys: string, everyMs: number): void =>
    calmly(keys, everyMs, () => void io.mutate((key) => typeof key === 'string' && key.startsWith(keys)));
  reread(pictureKeys(instanceId), PICTURE_MS);
  reread(PICTURES_KEYS, PICTURES_MS);
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
  if (action !== null) change(io, actionKey(action.id), () => action);
}

/** Reads again everything that is on the page: after a time without the stream anything may have changed. */
export function refreshAll(io: CacheAccess): void {
  void io.mutate((key) => typeof key === 'string' && key.startsWith('/api/'));
}
