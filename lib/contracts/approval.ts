import { z } from 'zod';
import { actorSchema } from './actor';
import { timeSchema } from './time';
import { untilSchema } from './until';

/** A switch of the guard to "no" that waits for a second person, or did. It is no action: nothing was sent for it. */
export const approvalSchema = z.object({
  id: z.string(),
  instanceId: z.string(),
  /** Who asked. */
  by: actorSchema,
  reason: z.string().nullable(),
  /** As it was asked for; null: what holds where none is given. */
  until: untilSchema.nullable(),
  rewrite: z.boolean(),
  /** The value that was seen, and the process: with another one it is void. */
  expected: z.enum(['yes', 'no']).nullable(),
  runId: z.string().nullable(),
  askedAt: timeSchema,
  /** Until then it may be approved; nothing happens by itself after that. */
  endsAt: timeSchema,
  status: z.enum(['waiting', 'approved', 'declined', 'withdrawn', 'expired', 'void']),
  /** Who ended it: the second person, who asked, or Savepoint. */
  decidedBy: actorSchema.nullable(),
  decidedAt: timeSchema.nullable(),
  /** What the second person said with it, or why it is void, in English. */
  note: z.string().nullable(),
  /** What was begun once it was approved: that says whether it was applied. */
  actionId: z.string().nullable(),
});

export const approvalParamsSchema = z.object({ approvalId: z.string().min(1).max(100) });

const noteSchema = z.string().trim().max(500, 'A note has 500 characters at most.').optional();

/** Body of POST /api/approvals/{id}/approve. */
export const approveSchema = z.strictObject({ confirm: z.string().max(200).optional(), note: noteSchema });
/** Body of POST /api/approvals/{id}/decline. */
export const declineSchema = z.strictObject({ note: noteSchema });
/** Body of POST /api/approvals/{id}/withdraw. */
export const withdrawSchema = z.strictObject({});

export type Approval = z.infer<typeof approvalSchema>;
export type ApproveRequest = z.input<typeof approveSchema>;
export type DeclineRequest = z.input<typeof declineSchema>;
