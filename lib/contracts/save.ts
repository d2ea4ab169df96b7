import { z } from 'zod';
import { timeSchema } from './time';

const confidenceSchema = z.enum(['certain', 'likely', 'possible', 'unknown']);

export const causeSchema = z.object({
  kind: z.enum([
    'fork-memory',
    'fork-limit',
    'disk-full',
    'permission',
    'path-missing',
    'read-only-fs',
    'child-killed',
    'io-error',
    'file-limit',
    'name-taken',
    'tampered',
    'unknown',
  ]),
  /** How sure `kind` is. */
  confidence: confidenceSchema,
  /** Before a child existed (fork), or in the child; null when not known. */
  stage: z.enum(['fork', 'child']).nullable(),
  /** How sure `stage` is. */
  stageConfidence: confidenceSchema,
  evidence: z.array(z.string()),
  against: z.array(z.string()),
});

export const saveSchema = z.object({
  id: z.string(),
  instanceId: z.string(),
  outcome: z.enum(['running', 'saved', 'failed', 'cancelled', 'unknown']),
  /** False also where failed and cancelled look alike and the outcome is therefore unknown; null: not known, or it runs. */
  snapshotWritten: z.boolean().nullable(),
  startedAt: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  durationSeconds: z.number().nullable(),
  trigger: z.enum(['save-point', 'operator', 'other-client', 'replication', 'unknown']),
  actor: z.string().nullable(),
  cowBytes: z.number().nullable(),
  /** How long fork(2) took: the server answered nobody meanwhile. Null where that is not known. */
  forkMilliseconds: z.number().nullable(),
  cause: causeSchema.nullable(),
  source: z.enum(['observed', 'counted', 'log']),
  attempts: z.number().int().min(1),
  note: z.string().nullable(),
  /** The action it was asked for with, through Savepoint. */
  actionId: z.string().nullable(),
});

export const saveListSchema = z.object({ saves: z.array(saveSchema), next: z.string().nullable() });

/** Something that happened besides saves: restarts, role changes, gaps in watching, changes made outside. */
export const timelineEventSchema = z.object({
  id: z.string(),
  instanceId: z.string(),
  kind: z.string(),
  from: timeSchema,
  to: timeSchema,
  message: z.string(),
});

export const timelineEventListSchema = z.object({ events: z.array(timelineEventSchema), next: z.string().nullable() });

export type Cause = z.infer<typeof causeSchema>;
export type Save = z.infer<typeof saveSchema>;
export type SaveList = z.infer<typeof saveListSchema>;
export type TimelineEvent = z.infer<typeof timelineEventSchema>;
export type TimelineEventList = z.infer<typeof timelineEventListSchema>;
