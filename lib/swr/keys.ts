import type { Range } from '../contracts/picture';
import type { RunbookKind } from '../contracts/runbook';

/** The address of each resource is its key in SWR's cache. */
const PAGE_SIZE = 50;

const part = encodeURIComponent;

export type ExportFormat = 'csv' | 'json' | 'md';

export const INSTANCES_KEY = '/api/instances';

export function instanceKey(id: string): string {
  return `${INSTANCES_KEY}/${part(id)}`;
}

function savesPath(instanceId: string | null): string {
  return instanceId === null ? '/api/saves' : `${instanceKey(instanceId)}/saves`;
}

/** The newest page of saves, of one instance or (null) of the fleet. */
export function savesKey(instanceId: string | null): string {
  return `${savesPath(instanceId)}?limit=${PAGE_SIZE}`;
}

/** What Redis says to INFO, as it sends it. */
export function rawKey(instanceId: string): string {
  return `${instanceKey(instanceId)}/raw`;
}

/** The runbook of its cause, or the one that was asked for. */
export function runbookKey(instanceId: string, kind: RunbookKind | null): string {
  return `${instanceKey(instanceId)}/runbook${kind === null ? '' : `?cause=${kind}`}`;
}

/** The same as a file, for when Savepoint itself is down. */
export function runbookFile(instanceId: string, kind: RunbookKind): string {
  return `${instanceKey(instanceId)}/runbook?format=md&cause=${kind}`;
}

export function eventsKey(instanceId: string): string {
  return `${instanceKey(instanceId)}/events?limit=${PAGE_SIZE}`;
}

/** All pictures of an instance have keys that begin so. */
export function pictureKeys(instanceId: string): string {
  return `${instanceKey(instanceId)}/picture?range=`;
}

export function pictureKey(instanceId: string, range: Range): string {
  return `${pictureKeys(instanceId)}${range}`;
}

/** All pictures of the fleet have keys that begin so. */
export const PICTURES_KEYS = '/api/pictures?range=';

/** `most`: of the worst alone; null: of all. */
export function picturesKey(range: Range, most: number | null): string {
  return `${PICTURES_KEYS}${range}${most === null ? '' : `&limit=${most}`}`;
}

/** Where all rows are, as a file: the saves of an instance or (null) of the fleet. */
export function savesExport(instanceId: string | null, format: ExportFormat): string {
  return `${savesPath(instanceId)}/export?format=${format}`;
}

export function auditExport(format: ExportFormat): string {
  return `/api/audit/export?format=${format}`;
}

export const AUDIT_KEY = `/api/audit?limit=${PAGE_SIZE}`;

/** The page that follows `cursor` in the list whose first page has this key. */
export function olderKey(firstPageKey: string, cursor: string): string {
  return `${firstPageKey}&before=${part(cursor)}`;
}

const INCIDENTS_PATH = '/api/incidents';

/** All that is read of incidents has keys that begin so. */
export const INCIDENT_KEYS = INCIDENTS_PATH;

export const INCIDENTS_KEY = `${INCIDENTS_PATH}?limit=${PAGE_SIZE}`;

export function incidentKey(number: number): string {
  return `${INCIDENTS_PATH}/${number}`;
}

export function incidentTimelineKey(number: number): string {
  return `${incidentKey(number)}/timeline?limit=${PAGE_SIZE}`;
}

export function incidentExport(number: number, format: ExportFormat): string {
  return `${incidentKey(number)}/export?format=${format}`;
}

/** The bulk save that was begun last. */
export const BULK_KEY = '/api/bulk-saves';

export function bulkKey(id: string): string {
  return `${BULK_KEY}/${part(id)}`;
}

export function actionKey(id: string): string {
  return `/api/actions/${part(id)}`;
}

export function approvalKey(id: string): string {
  return `/api/approvals/${part(id)}`;
}

export function planKey(instanceId: string, action: 'bgsave' | 'set-stop-writes', value: 'yes' | 'no' | null): string {
  return `${instanceKey(instanceId)}/plan?action=${action}${value === null ? '' : `&value=${value}`}`;
}
