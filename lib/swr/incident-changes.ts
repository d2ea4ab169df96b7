import type { IncidentNote, IncidentStep, NoteRequest, StepRequest } from '../contracts/incident';
import { sendJson } from './fetcher';
import { incidentKey } from './keys';

/** Writes a note down. It cannot be taken back, only struck. */
export function sendNote(number: number, body: NoteRequest, key: string): Promise<IncidentNote> {
  return sendJson('POST', `${incidentKey(number)}/notes`, body, key);
}

/** Strikes a note: it stays, and shows who struck it. */
export function sendStrike(number: number, noteId: string, key: string): Promise<IncidentNote> {
  return sendJson('POST', `${incidentKey(number)}/notes/${encodeURIComponent(noteId)}/strike`, {}, key);
}

/** Ticks a step of the runbook, or takes the tick away. */
export function sendStep(number: number, stepId: string, body: StepRequest, key: string): Promise<IncidentStep> {
  return sendJson('PUT', `${incidentKey(number)}/steps/${encodeURIComponent(stepId)}`, body, key);
}
