import { z } from 'zod';

const waySchema = z.object({
  way: z.enum(['wait', 'save', 'guard']),
  /** What the guard would be switched to; null for the other two, and where it cannot be read. */
  value: z.enum(['yes', 'no']).nullable(),
  verdict: z.enum(['helps', 'does-not-help', 'makes-worse', 'not-known']),
  /** Why that is the verdict, in one sentence. */
  tells: z.string(),
  changes: z.array(z.string()),
  risks: z.array(z.string()),
  /** Why it cannot be done now; null when it can. */
  blocked: z.string().nullable(),
});

/** Waiting, a BGSAVE and the guard side by side, in this order, and which one is advised: one, or none. */
export const choicesSchema = z.object({
  ways: z.array(waySchema),
  advised: z.enum(['wait', 'save', 'guard']).nullable(),
  /** Why that one, or why none. */
  reason: z.string(),
});

export type Choices = z.infer<typeof choicesSchema>;
export type Way = z.infer<typeof waySchema>;
