import type { AuditEntry, AuditKind } from '../action/action';
import type { InstanceEvent } from '../event/event';
import type { EpochMs } from '../observation/observation';
import type { Save } from '../save/save';
import type { Incident, IncidentNote, IncidentStep } from './incident';

/** Where something stands in a timeline: by time, and by id where two times are equal. */
export interface Place {
  readonly at: EpochMs;
  readonly id: string;
}

/** What a timeline is made of. */
export type TimelineRecord = Place &
  (
    | { readonly kind: 'save'; readonly save: Save }
    | { readonly kind: 'event'; readonly event: InstanceEvent }
    | { readonly kind: 'audit'; readonly entry: AuditEntry }
    | { readonly kind: 'note'; readonly note: IncidentNote }
    | { readonly kind: 'step'; readonly step: IncidentStep }
    | { readonly kind: 'opened' | 'closed' | 'deleted'; readonly incident: Incident }
  );

/** What is kept of the time of an incident, in any order. */
export interface KeptRecords {
  /** With the time that the history has them at. */
  readonly saves: readonly { readonly at: EpochMs; readonly save: Save }[];
  readonly events: readonly InstanceEvent[];
  readonly audit: readonly AuditEntry[];
  readonly notes: readonly IncidentNote[];
  readonly steps: readonly IncidentStep[];
}

/** Told as events already. */
const TOLD_AS_EVENT: readonly AuditKind[] = ['changed-outside', 'override-expired', 'override-lost'];

/** Before every id of the same time, and after every one. */
const FIRST = '!';
const LAST = '~';

/** All that happened in an incident, newest first, nothing told twice. */
export function timelineRecords(incident: Incident, kept: KeptRecords): readonly TimelineRecord[] {
  const records: TimelineRecord[] = [
    ...kept.saves.map(({ at, save }) => ({ kind: 'save' as const, at, id: save.id, save })),
    ...kept.events.filter(isNoAction).map((event) => ({ kind: 'event' as const, at: event.to, id: event.id, event })),
    ...kept.audit
      .filter(({ kind }) => !TOLD_AS_EVENT.includes(kind))
      .map((entry) => ({ kind: 'audit' as const, at: entry.at, id: entry.id, entry })),
    ...kept.notes.map((note) => ({ kind: 'note' as const, at: note.at, id: note.id, note })),
    ...kept.steps.map((step) => ({ kind: 'step' as const, at: step.at, id: step.id, step })),
    ...ownRecords(incident),
  ];
  return records.toSorted((a, b) => comparePlaces(b, a));
}

/** A change of the guard through Savepoint has an entry of the audit, with who and why. */
function isNoAction({ detail }: InstanceEvent): boolean {
  return detail.kind !== 'guard-changed' || detail.actionId === null;
}

function ownRecords(incident: Incident): TimelineRecord[] {
  const { openedAt, openedFrom, closedAt, historyFrom } = incident;
  const lost = historyFrom === null ? null : Math.min(historyFrom, closedAt ?? historyFrom);
  return [
    { kind: 'opened', at: openedAt, id: `${FIRST}opened`, incident },
    ...(closedAt === null ? [] : [{ kind: 'closed' as const, at: closedAt, id: `${LAST}closed`, incident }]),
    ...(lost === null || lost <= openedFrom
      ? []
      : [{ kind: 'deleted' as const, at: lost, id: `${FIRST}deleted`, incident }]),
  ];
}

/** Below 0: `a` comes first. */
export function comparePlaces(a: Place, b: Place): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
