import { z } from 'zod';
import { MOST_TEXT } from '../domain/redis-log/most-text';
import { causeSchema, saveSchema } from './save';

export const explainSchema = z.strictObject({
  text: z
    .string()
    .min(1, 'Paste something to read.')
    .max(
      MOST_TEXT,
      'This is more than can be read as JSON: the last 1,000,000 characters will do, or send it as a file.',
    ),
  instanceId: z.string().max(200).optional(),
});

const clientSchema = z.object({
  /** The client by its own name; null where the text does not say for sure. */
  library: z.string().nullable(),
  /** What could not be written, where writes are refused (MISCONF); `unknown` where the text ends before that. */
  refused: z.enum(['rdb', 'aof', 'unknown']).nullable(),
  /** What was refused. `script-not-run`: as a whole, before its first command. */
  within: z.enum(['command', 'transaction', 'pipeline', 'script', 'script-not-run']).nullable(),
  /** What it is where it is no refusal of that kind. */
  lookAlike: z
    .enum([
      'exec-aborted',
      'read-only',
      'out-of-memory',
      'no-replicas',
      'loading',
      'master-down',
      'cluster-down',
      'connection-refused',
      'timeout',
    ])
    .nullable(),
});

export const explanationSchema = z.object({
  what: z.enum(['redis-log', 'client-error', 'unknown']),
  summary: z.string(),
  /** The error of a client in it, also among the lines of a log; null where it has none. */
  client: clientSchema.nullable(),
  /** Of the last failure in it; null where it has none, or a refusal that names no cause. */
  cause: causeSchema.nullable(),
  /** Of a log, newest first, 200 at most; their ids are those of its lines. Times without a zone stand as if they were UTC. */
  saves: z.array(saveSchema),
  /** Instances that refuse writes now, where the text speaks of a refusal, or of a transaction that may have met one. */
  refusing: z.array(z.object({ id: z.string(), name: z.string() })),
  advice: z.array(z.string()),
  lines: z.object({ read: z.number().int(), understood: z.number().int() }),
});

export type ExplanationBody = z.infer<typeof explanationSchema>;
