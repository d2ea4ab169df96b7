import type { AuditEntry, AuditList } from '../contracts/action';
import type { Incident, IncidentEntry, IncidentList, IncidentTimeline } from '../contracts/incident';
import type { Save, SaveList, TimelineEvent, TimelineEventList } from '../contracts/save';

/** How a page of the contract holds its rows. */
export interface ListShape<L, T> {
  readonly rows: (list: L) => readonly T[];
  readonly next: (list: L) => string | null;
  readonly make: (rows: T[], next: string | null) => L;
}

export const SAVES: ListShape<SaveList, Save> = {
  rows: (list) => list.saves,
  next: (list) => list.next,
  make: (saves, next) => ({ saves, next }),
};

export const EVENTS: ListShape<TimelineEventList, TimelineEvent> = {
  rows: (list) => list.events,
  next: (list) => list.next,
  make: (events, next) => ({ events, next }),
};

export const AUDIT: ListShape<AuditList, AuditEntry> = {
  rows: (list) => list.entries,
  next: (list) => list.next,
  make: (entries, next) => ({ entries, next }),
};

export const INCIDENTS: ListShape<IncidentList, Incident> = {
  rows: (list) => list.incidents,
  next: (list) => list.next,
  make: (incidents, next) => ({ incidents, next }),
};

export const INCIDENT_ENTRIES: ListShape<IncidentTimeline, IncidentEntry> = {
  rows: (list) => list.entries,
  next: (list) => list.next,
  make: (entries, next) => ({ entries, next }),
};
