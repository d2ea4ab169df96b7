import { z } from 'zod';
import { MOST_TEXT } from '../domain/redis-log/most-text';
import { causeSchema, saveSchema } from './save';

export const explainSchema = z.strictObject({
  text: z
    .string()
    .min(1, 'Paste something to read.')
    .max(MOST_TEXT, 'This is more than can be read: the last 1,000,000 characters will do.'),
  instanceId: z.string().max(200).optional(),
});

export const explanationSchema = z.object({
  what: z.enum(['redis-log', 'client-error', 'unknown']),
  summary: z.string(),
  /** Of the last failure in it; null where it has none, or a refusal that names no cause. */
  cause: causeSchema.nullable(),
  /** Of a log, newest first, 200 at most; their ids are those of its lines. Times without a zone stand as if they were UTC. */
  saves: z.array(saveSchema),
  /** Instances that refuse writes now, where the text speaks of a refusal. */
  refusing: z.array(z.object({ id: z.string(), name: z.string() })),
  advice: z.array(z.string()),
  lines: z.object({ read: z.number().int(), understood: z.number().int() }),
});

export type ExplainRequest = z.infer<typeof explainSchema>;
export type ExplanationBody = z.infer<typeof explanationSchema>;
