import 'server-only';
import type { Incident, IncidentDraft, IncidentNote, IncidentStep } from '../domain/incident/incident';
import type { KeptRecords, Place } from '../domain/incident/timeline-record';
import type { EpochMs } from '../domain/observation/observation';
import type { Page, PageRequest } from './page';

export interface IncidentPageRequest extends PageRequest {
  readonly state?: 'open' | 'closed';
}

/** What is kept of the time of an incident: from `from` on, up to `to` where it has ended; before `before`, the newest `limit` of each kind. */
export interface RecordsRequest {
  readonly instanceId: string;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  readonly before: Place | null;
  readonly limit: number;
}

/** The history and the audit of that time; each newest first. */
export type HistoryRecords = Omit<KeptRecords, 'notes' | 'steps'>;

/** Incidents with their notes and steps: none of them is ever deleted. */
export interface IncidentStore {
  /** Gives it the next number. Null, and nothing kept, when one is open on that instance. */
  openIncident(draft: IncidentDraft): Promise<Incident | null>;
  /** Keeps what changed of an open one, its end included. False, and nothing kept, when it is closed. */
  changeIncident(incident: Incident): Promise<boolean>;
  /** Those that are open: of one instance, or of all. */
  openIncidents(instanceId?: string): Promise<readonly Incident[]>;
  getIncident(number: number): Promise<Incident | null>;
  /** Newest first. */
  listIncidents(request: IncidentPageRequest): Promise<Page<Incident>>;
  /** In the order of writing. */
  incidentNotes(number: number): Promise<readonly IncidentNote[]>;
  addIncidentNote(number: number, note: IncidentNote): Promise<void>;
  /** Strikes a note, once: one that is struck stays as it is. Null: there is none. */
  strikeIncidentNote(
    number: number,
    noteId: string,
    struck: NonNullable<IncidentNote['struck']>,
  ): Promise<IncidentNote | null>;
  /** Every tick, in their order. */
  incidentSteps(number: number): Promise<readonly IncidentStep[]>;
  /** Keeps a tick; where the step is so already nothing is kept. Gives the step as it is then. */
  setIncidentStep(number: number, step: IncidentStep): Promise<IncidentStep>;
  incidentRecords(request: RecordsRequest): Promise<HistoryRecords>;
}
