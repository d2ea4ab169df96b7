import { z } from 'zod';
import { auditEntrySchema } from './action';
import { actorSchema } from './actor';
import { pageQuerySchema } from './query';
import { causeSchema } from './save';
import { timeSchema } from './time';

/** A time in which saves failed, or writes were refused, of one instance: from the first sign until it was seen to be over. */
export const incidentSchema = z.object({
  /** Its number as text: each row of a list has an id. */
  id: z.string(),
  /** 1, 2, 3 …: never given twice. */
  number: z.number().int().min(1),
  /** The instance as it was when it opened: it may be named otherwise now, or be gone. */
  instance: z.object({
    id: z.string(),
    name: z.string(),
    address: z.string(),
    environment: z.enum(['production', 'staging', 'development']),
  }),
  state: z.enum(['open', 'closed']),
  openedBy: z.enum(['failed-save', 'refusals']),
  /** It began in `openedFrom`..`openedAt`; both equal where the instant is known. */
  openedFrom: timeSchema,
  openedAt: timeSchema,
  /** It was so at the first look: it began then or earlier. */
  already: z.boolean(),
  /** As well as it is known so far; null where nothing of it is. */
  cause: causeSchema.nullable(),
  /** What refused writes, at the latest; null: none were refused, as far as was seen. */
  refusals: z.enum(['rdb', 'aof']).nullable(),
  /** The first refusal, and the end of the last one. `refusedUntil` is null while they are refused, and where it was not seen. */
  refusedFrom: timeSchema.nullable(),
  refusedUntil: timeSchema.nullable(),
  /** Failed attempts that were counted; null: saves failed already, and none was counted since. */
  failedAttempts: z.number().int().min(0).nullable(),
  /** A good save that was seen or proven after it opened; null: none was. */
  savedAgainAt: timeSchema.nullable(),
  /** What keeps it open; null once it is closed. `facts`: Redis does not answer, or does not tell. */
  waitsFor: z.enum(['good-save', 'aof', 'writes', 'guard-on', 'guard-readable', 'facts']).nullable(),
  closedAt: timeSchema.nullable(),
  closedBy: z.enum(['good-save', 'aof-writes', 'removed']).nullable(),
  /** What is so, or was, and since when: `sentence` begins with it. */
  lead: z.string(),
  /** What is so, in a few sentences. */
  sentence: z.string(),
  /** For a chat: 12 lines at most, no secret, no reason or note that somebody wrote. Its last line ends with `link`. */
  summaryForChannel: z.string(),
  /** The path of its page. */
  link: z.string(),
});

/** What somebody wrote down. A struck one stays, with who struck it. */
export const incidentNoteSchema = z.object({
  id: z.string(),
  at: timeSchema,
  actor: actorSchema,
  text: z.string(),
  struck: z.object({ at: timeSchema, actor: actorSchema }).nullable(),
});

/** A step of a runbook as it was ticked last. One that never was is not told. */
export const incidentStepSchema = z.object({
  stepId: z.string(),
  done: z.boolean(),
  at: timeSchema,
  actor: actorSchema,
});

/** GET /api/incidents/{n}. Notes are in the order of writing. */
export const incidentDetailSchema = incidentSchema.extend({
  notes: z.array(incidentNoteSchema),
  steps: z.array(incidentStepSchema),
});

/** GET /api/incidents, newest first. */
export const incidentListSchema = z.object({ incidents: z.array(incidentSchema), next: z.string().nullable() });

/** One row of a timeline. */
export const incidentEntrySchema = z.object({
  id: z.string(),
  /** In which it happened; both equal for an instant. Of folded failures: the first and the last. */
  from: timeSchema,
  to: timeSchema,
  kind: z.enum(['opened', 'closed', 'save', 'failures', 'event', 'gap', 'audit', 'note', 'step', 'deleted']),
  /** `action`: done through Savepoint, `outside`: seen, and not done here, `retention`: what is no longer kept. */
  source: z.enum(['observed', 'counted', 'log', 'action', 'outside', 'note', 'savepoint', 'retention']),
  actor: actorSchema.nullable(),
  text: z.string(),
  /** Attempts that it stands for; null for what is no save. */
  attempts: z.number().int().min(1).nullable(),
  /** To look it up: null where it is none of these. */
  saveId: z.string().nullable(),
  actionId: z.string().nullable(),
  auditSeq: z.number().int().nullable(),
  noteId: z.string().nullable(),
  stepId: z.string().nullable(),
  /** A note that was struck. */
  struck: z.boolean(),
});

/** GET /api/incidents/{n}/timeline, newest first, repeated failures folded into one row. */
export const incidentTimelineSchema = z.object({
  entries: z.array(incidentEntrySchema),
  next: z.string().nullable(),
});

/** GET /api/incidents/{n}/export?format=json: everything, nothing folded. `audit` has the place of each entry in the hash chain. */
export const incidentExportSchema = z.object({
  incident: incidentDetailSchema,
  audit: z.array(auditEntrySchema),
  /** A command that verifies the whole chain. */
  verify: z.string(),
  timeline: z.array(incidentEntrySchema),
});

const numberSchema = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'The number of an incident is a whole number from 1 on.')
  .transform(Number);

const stepIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/, 'A step has 1 to 64 of a–z, 0–9 and -.');

export const incidentParamsSchema = z.object({ number: numberSchema });
export const incidentNoteParamsSchema = incidentParamsSchema.extend({ noteId: z.string().min(1).max(100) });
export const incidentStepParamsSchema = incidentParamsSchema.extend({ stepId: stepIdSchema });

/** Query of GET /api/incidents. */
export const incidentsQuerySchema = pageQuerySchema.extend({
  instance: z.string().max(200).optional(),
  state: z.enum(['open', 'closed'], 'The state is open or closed.').optional(),
});

/** Query of GET /api/incidents/{n}/export. */
export const incidentExportQuerySchema = z.object({
  format: z.enum(['md', 'json', 'csv'], 'The format is md, json or csv.'),
});

/** Body of POST /api/incidents/{n}/notes. */
export const noteRequestSchema = z.strictObject({
  text: z
    .string('Give the note a text.')
    .trim()
    .min(1, 'Give the note a text.')
    .max(4000, 'A note has 4000 characters at most.'),
});
/** Body of POST /api/incidents/{n}/notes/{id}/strike. */
export const strikeRequestSchema = z.strictObject({});
/** Body of PUT /api/incidents/{n}/steps/{stepId}. */
export const stepRequestSchema = z.strictObject({ done: z.boolean('Say whether it is done: true or false.') });

export type Incident = z.infer<typeof incidentSchema>;
export type IncidentNote = z.infer<typeof incidentNoteSchema>;
export type IncidentStep = z.infer<typeof incidentStepSchema>;
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;
export type IncidentList = z.infer<typeof incidentListSchema>;
export type IncidentEntry = z.infer<typeof incidentEntrySchema>;
export type IncidentTimeline = z.infer<typeof incidentTimelineSchema>;
export type NoteRequest = z.input<typeof noteRequestSchema>;
export type StepRequest = z.input<typeof stepRequestSchema>;
