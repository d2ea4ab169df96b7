import { z } from 'zod';
import { actorSchema } from './actor';
import { approvalSchema } from './approval';
import { guardValueSchema, instanceSchema } from './instance';
import { saveSchema } from './save';
import { timeSchema } from './time';
import { untilSchema } from './until';

export const actionSchema = z.object({
  id: z.string(),
  kind: z.enum(['bgsave', 'set-stop-writes']),
  instanceId: z.string(),
  actor: actorSchema,
  /** The second person who approved it; null where none was needed. */
  approvedBy: actorSchema.nullable(),
  outcome: z.enum(['pending', 'applied', 'not-applied', 'conflict', 'unknown']),
  before: guardValueSchema.nullable(),
  after: guardValueSchema.nullable(),
  requestedValue: guardValueSchema.nullable(),
  /** Until when the guard was to be off; null for everything else. */
  until: untilSchema.nullable(),
  reason: z.string().nullable(),
  runId: z.string().nullable(),
  requestedAt: timeSchema,
  resolvedAt: timeSchema.nullable(),
  message: z.string(),
});

export const reasonSchema = z.string().trim().max(500, 'A reason has 500 characters at most.');

/** Body of POST /api/instances/{id}/bgsave. */
export const bgsaveRequestSchema = z.strictObject({
  schedule: z.boolean().default(false),
  reason: reasonSchema.optional(),
  runId: z.string().max(100).optional(),
});

const nothingSchema = z.null().optional();

const untilRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('next-good-save'), at: nothingSchema }),
  z.strictObject({ kind: z.literal('time'), at: z.iso.datetime({ offset: true }) }),
  z.strictObject({ kind: z.literal('none'), at: nothingSchema }),
]);

/** Body of PUT /api/instances/{id}/override. */
export const moveOverrideRequestSchema = z.strictObject({ until: untilRequestSchema });

/** Body of PUT /api/instances/{id}/stop-writes. `expected` absent is 428, so it is optional here. */
export const setStopWritesRequestSchema = z.strictObject({
  value: z.enum(['yes', 'no'], 'The guard is "yes" (on) or "no" (off).'),
  expected: z.enum(['yes', 'no'], 'The value you saw is "yes" or "no".').optional(),
  confirm: z.string().max(200).optional(),
  reason: reasonSchema.optional(),
  until: untilRequestSchema.optional(),
  rewrite: z.boolean().default(false),
  runId: z.string().max(100).optional(),
});

export const bgsaveResponseSchema = z.object({ action: actionSchema, save: saveSchema.nullable() });
export const setStopWritesResponseSchema = z.object({ action: actionSchema, instance: instanceSchema });

/** 202 of the same where a second person has to approve it first: nothing was sent. */
export const approvalAskedSchema = z.object({ approval: approvalSchema, instance: instanceSchema });

/** One line of the pre-flight check: it passes, it warns, it blocks, or Redis cannot tell. */
export const checkSchema = z.object({
  level: z.enum(['ok', 'warn', 'block', 'not-visible']),
  text: z.string(),
  /** A shell command that tells what Redis cannot. */
  command: z.string().nullable(),
});

/** What is true now, read fresh, before an action is decided on. */
export const planSchema = z.object({
  action: z.enum(['bgsave', 'set-stop-writes']),
  value: guardValueSchema.nullable(),
  current: guardValueSchema.nullable(),
  runId: z.string().nullable(),
  role: z.enum(['master', 'replica']).nullable(),
  /** Would it let refused writes in? null when none are refused. */
  helps: z.boolean().nullable(),
  mode: z.enum(['start', 'schedule']).nullable(),
  checks: z.array(checkSchema),
  consequences: z.array(z.string()),
  /** What the action does not do. */
  limits: z.array(z.string()),
  warnings: z.array(z.string()),
  /** Why it cannot be done now; null when it can. */
  blocked: z.string().nullable(),
  advice: z.string(),
  reasonRequired: z.boolean(),
  confirmRequired: z.boolean(),
  /** It is asked of a second person, and done only once that one approves. */
  secondPerson: z.boolean(),
  /** Which file CONFIG REWRITE would write, and why it cannot; null for a BGSAVE. */
  rewrite: z.object({ file: z.string().nullable(), reason: z.string().nullable() }).nullable(),
  readAt: timeSchema,
});

export const auditEntrySchema = z.object({
  id: z.string(),
  seq: z.number().int(),
  at: timeSchema,
  kind: z.enum([
    'bgsave',
    'set-stop-writes',
    'sign-in',
    'sign-in-failed',
    'sign-out',
    'registered',
    'removed',
    'changed-outside',
    'override-moved',
    'override-expired',
    'override-lost',
    'approval',
    'access-changed',
  ]),
  actor: actorSchema,
  instanceId: z.string().nullable(),
  outcome: z.enum(['pending', 'applied', 'not-applied', 'conflict', 'unknown']),
  message: z.string(),
  action: actionSchema.nullable(),
  hash: z.string(),
  previousHash: z.string(),
});

export const auditListSchema = z.object({ entries: z.array(auditEntrySchema), next: z.string().nullable() });

export type Action = z.infer<typeof actionSchema>;
export type Plan = z.infer<typeof planSchema>;
export type PlanCheck = z.infer<typeof checkSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditList = z.infer<typeof auditListSchema>;
export type BgsaveRequest = z.input<typeof bgsaveRequestSchema>;
export type BgsaveResponse = z.infer<typeof bgsaveResponseSchema>;
export type UntilRequest = z.input<typeof untilRequestSchema>;
export type MoveOverrideRequest = z.input<typeof moveOverrideRequestSchema>;
export type SetStopWritesRequest = z.input<typeof setStopWritesRequestSchema>;
export type SetStopWritesResponse = z.infer<typeof setStopWritesResponseSchema>;
export type ApprovalAsked = z.infer<typeof approvalAskedSchema>;
