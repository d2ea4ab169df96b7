import { z } from 'zod';
import { timeSchema } from './time';

/** Answer of GET /api/instances/{id}/raw. */
export const rawSchema = z.object({
  /** What Redis answered to INFO, as UTF-8: text of a stranger. The first 65 536 characters of it. */
  text: z.string(),
  /** How many characters the whole answer had. */
  length: z.number().int(),
  /** `text` is not the whole answer. */
  cut: z.boolean(),
  readAt: timeSchema,
});

export type Raw = z.infer<typeof rawSchema>;
