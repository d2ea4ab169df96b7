import { z } from 'zod';
import { timeSchema } from './time';

/**
 * The `pulse` event of GET /api/stream, once a second: which facts are still fresh though nothing in them changed.
 * Carries the time of the latest observation of each instance that has one.
 */
export const pulseSchema = z.object({
  at: timeSchema,
  observedAt: z.record(z.string(), timeSchema),
  /** Why history and audit cannot be written; null while they can. */
  storeProblem: z.string().nullable(),
});

export type Pulse = z.infer<typeof pulseSchema>;
