import { z } from 'zod';
import { reasonSchema } from './action';
import { actorSchema } from './actor';
import { timeSchema } from './time';

/** Of a body that names the most instances: ids have 200 characters at most, and most far fewer. */
export const BULK_MAX_BYTES = 256 * 1024;

const instanceIdsSchema = z
  .array(z.string().min(1).max(200))
  .min(1, 'Name one instance at least.')
  .max(1000, 'A bulk save has 1,000 instances at most.');

/** Body of POST /api/bulk-saves/plan. */
export const bulkPlanRequestSchema = z.strictObject({ instanceIds: instanceIdsSchema });

/** Body of POST /api/bulk-saves. */
export const bulkSaveRequestSchema = z.strictObject({
  instanceIds: instanceIdsSchema,
  hostsAtOnce: z
    .int('The number of hosts is a whole number from 1 to 16.')
    .min(1, 'One host at least.')
    .max(16, '16 hosts at most.')
    .default(4),
  reason: reasonSchema.optional(),
});

/** Body of POST /api/bulk-saves/{id}/stop. */
export const bulkStopSchema = z.strictObject({});

export const bulkParamsSchema = z.object({ bulkId: z.string().min(1).max(100) });

const placeShape = { instanceId: z.string(), name: z.string(), host: z.string() };

/** Which instances would be asked, in this order, and why the others not. */
export const bulkPlanSchema = z.object({
  lines: z.array(
    z.object({
      ...placeShape,
      /** Its place among those of its host, from 1; null where it is not asked. */
      turn: z.number().int().nullable(),
      blocked: z.string().nullable(),
      /** What it waits for besides its turn: another one forks on its host now. */
      waitsFor: z.string().nullable(),
      /** What its process holds: a fork copies so much at most. Null where it is not known. */
      memoryBytes: z.number().int().nullable(),
      /** That the fork may not fit into the memory of its host. */
      warning: z.string().nullable(),
    }),
  ),
  readAt: timeSchema,
});

const bulkMemberSchema = z.object({
  ...placeShape,
  standing: z.enum(['waiting', 'running', 'ended', 'refused', 'same-process', 'host-stopped', 'stopped', 'left']),
  actionId: z.string().nullable(),
  outcome: z.enum(['pending', 'applied', 'not-applied', 'conflict', 'unknown']).nullable(),
  message: z.string().nullable(),
});

/** How far it has come, in instances. */
const countsSchema = z.object({
  waiting: z.number().int(),
  running: z.number().int(),
  saved: z.number().int(),
  /** Not started, or ended without a snapshot. */
  failed: z.number().int(),
  unknown: z.number().int(),
  /** Never begun. */
  left: z.number().int(),
});

/** A bulk save without its members. */
const bulkSummarySchema = z.object({
  id: z.string(),
  actor: actorSchema,
  begunAt: timeSchema,
  /** Null while a save of it runs or waits. */
  endedAt: timeSchema.nullable(),
  stoppedBy: actorSchema.nullable(),
  /** Which Savepoint runs it, and whether that one ended in the middle: then what it told last is all that is known. */
  runner: z.string(),
  brokenOff: z.boolean(),
  counts: countsSchema,
});

export const bulkSaveSchema = bulkSummarySchema.extend({
  reason: z.string().nullable(),
  hostsAtOnce: z.number().int(),
  members: z.array(bulkMemberSchema),
});

/** Answer of GET /api/bulk-saves. */
export const latestBulkSchema = z.object({ latest: bulkSummarySchema.nullable() });

export type BulkPlan = z.infer<typeof bulkPlanSchema>;
export type BulkSave = z.infer<typeof bulkSaveSchema>;
export type BulkSummary = z.infer<typeof bulkSummarySchema>;
export type BulkCounts = z.infer<typeof countsSchema>;
export type BulkMember = z.infer<typeof bulkMemberSchema>;
export type LatestBulk = z.infer<typeof latestBulkSchema>;
export type BulkSaveRequest = z.input<typeof bulkSaveRequestSchema>;
