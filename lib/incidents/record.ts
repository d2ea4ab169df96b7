import 'server-only';
import type { Actor, AuditEntry } from '../domain/action/action';
import type { Incident, IncidentNote, IncidentStep } from '../domain/incident/incident';
import { groupOf } from '../domain/incident/fold-timeline';
import { entryOf, type TimelineEntry } from '../domain/incident/timeline-entry';
import type { EpochMs } from '../domain/observation/observation';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { Store } from '../store/store';
import type { Page } from '../store/page';
import { cursorAt, placeOf, READ_AT_ONCE, readGroups, readRecords, type TimelineSource } from './timeline';

/** More in one incident is no record of it any more, and its page has to hold them all. */
const MOST_NOTES = 500;

export interface RecordParts {
  readonly store: Store;
  readonly now: () => EpochMs;
  readonly newId: () => string;
  /** Records of a kind that are read at once; READ_AT_ONCE where absent. */
  readonly readAtOnce?: number;
}

/** What people wrote and ticked: of each step the latest. */
export interface Written {
  readonly notes: readonly IncidentNote[];
  readonly steps: readonly IncidentStep[];
}

/** A part of everything that is recorded of an incident, nothing folded. */
export interface EntriesPage {
  readonly entries: readonly TimelineEntry[];
  readonly audit: readonly AuditEntry[];
  readonly next: string | null;
}

/** The record of incidents: what is read of one, and what people add to it. */
export class IncidentRecord {
  readonly #parts: RecordParts;
  readonly #source: TimelineSource;

  constructor(parts: RecordParts) {
    this.#parts = parts;
    this.#source = { store: parts.store, readAtOnce: parts.readAtOnce ?? READ_AT_ONCE };
  }

  async written(number: number): Promise<Written> {
    const { store } = this.#parts;
    const ticks = await store.incidentSteps(number);
    const latest = new Map(ticks.map((step) => [step.stepId, step]));
    return { notes: await store.incidentNotes(number), steps: [...latest.values()] };
  }

  /** A page of the timeline, newest first, repeated failures folded. */
  async timeline(
    incident: Incident,
    page: { readonly limit: number; readonly before?: string },
    words: Words,
  ): Promise<Page<TimelineEntry>> {
    const { groups, next } = await readGroups(this.#source, incident, page);
    return { rows: groups.map((group) => entryOf(group, this.#parts.now(), words)), next };
  }

  /** The same, nothing folded, with every entry of the audit of that time. */
  async entries(incident: Incident, before: string | undefined, words: Words): Promise<EntriesPage> {
    const { records, audit, next } = await readRecords(this.#source, incident, placeOf(before));
    const entries = records.map((record) => entryOf(groupOf(record), this.#parts.now(), words));
    return { entries, audit, next: next === null ? null : cursorAt(next) };
  }

  async addNote(number: number, text: string, actor: Actor, words: Words): Promise<Result<IncidentNote>> {
    const { store, now, newId } = this.#parts;
    if ((await store.getIncident(number)) === null) return refuse('not_found', words.incident.noSuch);
    if ((await store.incidentNotes(number)).length >= MOST_NOTES) {
      return refuse('not_possible', words.incident.manyNotes);
    }
    const note = { id: newId(), at: now(), actor, text, struck: null };
    await store.addIncidentNote(number, note);
    return done(note);
  }

  /** A struck note stays, with who struck it; struck again it stays as it is. */
  async strikeNote(number: number, noteId: string, actor: Actor, words: Words): Promise<Result<IncidentNote>> {
    const { store, now } = this.#parts;
    const struck = await store.strikeIncidentNote(number, noteId, { at: now(), actor });
    return struck === null ? refuse('not_found', words.incident.noSuchNote) : done(struck);
  }

  async setStep(
    number: number,
    step: Pick<IncidentStep, 'stepId' | 'done'>,
    actor: Actor,
    words: Words,
  ): Promise<Result<IncidentStep>> {
    const { store, now, newId } = this.#parts;
    if ((await store.getIncident(number)) === null) return refuse('not_found', words.incident.noSuch);
    return done(await store.setIncidentStep(number, { ...step, id: newId(), at: now(), actor }));
  }
}
