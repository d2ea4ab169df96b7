import 'server-only';
import type { Actor } from '../domain/action/action';
import type { Incident, IncidentNote, IncidentStep } from '../domain/incident/incident';
import { postMortemOf } from '../domain/incident/post-mortem';
import { tellIncident, type ToldIncident } from '../domain/incident/tell-incident';
import type { TimelineEntry } from '../domain/incident/timeline-entry';
import type { Result } from '../domain/result';
import type { InLanguage, Words } from '../domain/words/words';
import type { EntriesPage, IncidentRecord, Written } from '../incidents/record';
import type { Monitor } from '../monitor/monitor';
import type { IncidentPageRequest } from '../store/incident-store';
import type { Store } from '../store/store';
import type { Page } from '../store/page';

/** Rows of the timeline in a post-mortem: more is for a file that a machine reads. */
const MOST_ROWS = 500;

/** All that routes and pages may ask of incidents. */
export interface IncidentFacade {
  list(request: IncidentPageRequest): Promise<Page<ToldIncident>>;
  /** With what people wrote and ticked; null when there is none of that number. */
  get(number: number): Promise<(ToldIncident & Written) | null>;
  /** Newest first, repeated failures folded. Null: no such incident. */
  timeline(
    number: number,
    page: { readonly limit: number; readonly before?: string },
  ): Promise<Page<TimelineEntry> | null>;
  /** A part of everything, nothing folded, newest first, `before` a cursor of an earlier part. Null: no such incident. */
  entries(number: number, before: string | undefined): Promise<EntriesPage | null>;
  /** The skeleton of a post-mortem, as Markdown. Null: no such incident. */
  postMortem(number: number): Promise<string | null>;
  addNote(number: number, text: string, actor: Actor): Promise<Result<IncidentNote>>;
  strikeNote(number: number, noteId: string, actor: Actor): Promise<Result<IncidentNote>>;
  setStep(number: number, step: Pick<IncidentStep, 'stepId' | 'done'>, actor: Actor): Promise<Result<IncidentStep>>;
}

interface FacadeParts {
  readonly store: Store;
  readonly monitor: Monitor;
  readonly record: IncidentRecord;
  readonly now: () => number;
  /** Tells open pages of an incident. */
  readonly tell: (incident: Incident) => void;
}

/** An incident with what its instance shows now, in any language. */
export function toldNow(parts: Pick<FacadeParts, 'monitor' | 'now'>, incident: Incident): InLanguage<ToldIncident> {
  const view = parts.monitor.viewNow(incident.instanceId);
  const now = parts.now();
  return (words) => tellIncident(incident, view?.(words) ?? null, now, words);
}

export function incidentFacade(parts: FacadeParts, words: Words): IncidentFacade {
  const { store, record, now } = parts;
  const ofIncident = async <T>(number: number, read: (incident: Incident) => Promise<T>): Promise<T | null> => {
    const incident = await store.getIncident(number);
    return incident === null ? null : read(incident);
  };
  /** What people add is told to open pages as a change of the incident. */
  const changing = async <T>(number: number, change: Promise<Result<T>>): Promise<Result<T>> => {
    const result = await change;
    if (result.ok) await ofIncident(number, async (incident) => parts.tell(incident));
    return result;
  };
  return {
    list: async (request) => {
      const { rows, next } = await store.listIncidents(request);
      return { rows: rows.map((incident) => toldNow(parts, incident)(words)), next };
    },
    get: (number) =>
      ofIncident(number, async (incident) => ({
        ...toldNow(parts, incident)(words),
        ...(await record.written(number)),
      })),
    timeline: (number, page) => ofIncident(number, (incident) => record.timeline(incident, page, words)),
    entries: (number, before) => ofIncident(number, (incident) => record.entries(incident, before, words)),
    postMortem: (number) =>
      ofIncident(number, async (incident) => {
        const { rows, next } = await record.timeline(incident, { limit: MOST_ROWS }, words);
        const iso = (at: number): string => new Date(at).toISOString();
        return postMortemOf({ incident, entries: rows, isWhole: next === null, now: now(), iso }, words);
      }),
    addNote: (number, text, actor) => changing(number, record.addNote(number, text, actor, words)),
    strikeNote: (number, noteId, actor) => changing(number, record.strikeNote(number, noteId, actor, words)),
    setStep: (number, step, actor) => changing(number, record.setStep(number, step, actor, words)),
  };
}
