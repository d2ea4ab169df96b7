import 'server-only';
import type { Actor } from '../domain/action/action';
import type { IncidentNote, IncidentStep } from '../domain/incident/incident';
import { parsed } from './tables/json-text';
import type { Db } from './schema';
import type { IncidentChecksTable, IncidentNotesTable } from './tables/incidents';

export async function incidentNotes(db: Db, number: number): Promise<readonly IncidentNote[]> {
  const rows = await db
    .selectFrom('incident_notes')
    .selectAll()
    .where('incident', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(noteOf);
}

export async function addIncidentNote(db: Db, number: number, note: IncidentNote): Promise<void> {
  const { id, at, actor, text } = note;
  const who = JSON.stringify(actor);
  await db
    .insertInto('incident_notes')
    .values({ id, incident: number, at, actor: who, note: text, struck_at: null, struck_by: null })
    .execute();
}

/** One that is struck already stays as it is. Call it in a transaction. */
export async function strikeIncidentNote(
  db: Db,
  number: number,
  noteId: string,
  struck: NonNullable<IncidentNote['struck']>,
): Promise<IncidentNote | null> {
  await db
    .updateTable('incident_notes')
    .set({ struck_at: struck.at, struck_by: JSON.stringify(struck.actor) })
    .where('id', '=', noteId)
    .where('incident', '=', number)
    .where('struck_at', 'is', null)
    .execute();
  const row = await db
    .selectFrom('incident_notes')
    .selectAll()
    .where('id', '=', noteId)
    .where('incident', '=', number)
    .executeTakeFirst();
  return row === undefined ? null : noteOf(row);
}

export async function incidentSteps(db: Db, number: number): Promise<readonly IncidentStep[]> {
  const rows = await db
    .selectFrom('incident_checks')
    .selectAll()
    .where('incident', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(stepOf);
}

/** Nothing is kept where the step is so already. Call it in a transaction. */
export async function setIncidentStep(db: Db, number: number, step: IncidentStep): Promise<IncidentStep> {
  const steps = await incidentSteps(db, number);
  const known = steps.findLast(({ stepId }) => stepId === step.stepId);
  if (known?.done === step.done) return known;
  const { id, stepId, done, at, actor } = step;
  await db
    .insertInto('incident_checks')
    .values({ id, incident: number, step_id: stepId, done: Number(done), at, actor: JSON.stringify(actor) })
    .execute();
  return step;
}

function noteOf(row: IncidentNotesTable): IncidentNote {
  const struck =
    row.struck_at === null || row.struck_by === null
      ? null
      : { at: row.struck_at, actor: parsed<Actor>(row.struck_by) };
  return { id: row.id, at: row.at, actor: parsed<Actor>(row.actor), text: row.note, struck };
}

function stepOf(row: IncidentChecksTable): IncidentStep {
  return { id: row.id, stepId: row.step_id, done: row.done === 1, at: row.at, actor: parsed<Actor>(row.actor) };
}
