import 'server-only';
import type {
  Incident as IncidentBody,
  IncidentDetail,
  IncidentEntry,
  IncidentList,
  IncidentNote as NoteBody,
  IncidentStep as StepBody,
  IncidentTimeline,
} from '../contracts/incident';
import { failedAttempts, incidentLink, type IncidentNote, type IncidentStep } from '../domain/incident/incident';
import type { ToldIncident } from '../domain/incident/tell-incident';
import type { TimelineEntry } from '../domain/incident/timeline-entry';
import { presentCause } from './present-save';
import { isoTime, isoTimeOrNull } from './time';

export function presentIncident(incident: ToldIncident): IncidentBody {
  const { instanceId: id, name, address, environment } = incident;
  return {
    id: String(incident.number),
    number: incident.number,
    instance: { id, name, address, environment },
    state: incident.closedAt === null ? 'open' : 'closed',
    openedBy: incident.openedBy,
    openedFrom: isoTime(incident.openedFrom),
    openedAt: isoTime(incident.openedAt),
    already: incident.already,
    cause: incident.cause === null ? null : presentCause(incident.cause),
    refusals: incident.refusals,
    refusedFrom: isoTimeOrNull(incident.refusedFrom),
    refusedUntil: isoTimeOrNull(incident.refusedUntil),
    failedAttempts: failedAttempts(incident),
    savedAgainAt: isoTimeOrNull(incident.savedAgainAt),
    waitsFor: incident.waitsFor,
    closedAt: isoTimeOrNull(incident.closedAt),
    closedBy: incident.closedBy,
    lead: incident.lead,
    sentence: incident.sentence,
    summaryForChannel: incident.summaryForChannel,
    link: incidentLink(incident.number),
  };
}

export function presentNote({ id, at, actor, text, struck }: IncidentNote): NoteBody {
  return {
    id,
    at: isoTime(at),
    actor: { ...actor },
    text,
    struck: struck === null ? null : { at: isoTime(struck.at), actor: { ...struck.actor } },
  };
}

export function presentStep({ stepId, done, at, actor }: IncidentStep): StepBody {
  return { stepId, done, at: isoTime(at), actor: { ...actor } };
}

export function presentIncidentDetail(
  incident: ToldIncident & { readonly notes: readonly IncidentNote[]; readonly steps: readonly IncidentStep[] },
): IncidentDetail {
  return {
    ...presentIncident(incident),
    notes: incident.notes.map(presentNote),
    steps: incident.steps.map(presentStep),
  };
}

/** A page of incidents, newest first. */
export function presentIncidents(page: {
  readonly rows: readonly ToldIncident[];
  readonly next: string | null;
}): IncidentList {
  return { incidents: page.rows.map(presentIncident), next: page.next };
}

export function presentEntry(entry: TimelineEntry): IncidentEntry {
  return {
    id: entry.id,
    from: isoTime(entry.from),
    to: isoTime(entry.to),
    kind: entry.kind,
    source: entry.source,
    actor: entry.actor === null ? null : { ...entry.actor },
    text: entry.text,
    attempts: entry.attempts,
    saveId: entry.saveId,
    actionId: entry.actionId,
    auditSeq: entry.auditSeq,
    noteId: entry.noteId,
    stepId: entry.stepId,
    struck: entry.struck,
  };
}

/** A page of a timeline, newest first. */
export function presentTimeline(page: {
  readonly rows: readonly TimelineEntry[];
  readonly next: string | null;
}): IncidentTimeline {
  return { entries: page.rows.map(presentEntry), next: page.next };
}
