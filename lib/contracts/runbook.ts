import { z } from 'zod';
import { RUNBOOK_KINDS } from '../domain/runbook/runbook';
import { causeSchema } from './save';
import { timeSchema } from './time';

const kindSchema = z.enum(RUNBOOK_KINDS, `The cause is one of ${RUNBOOK_KINDS.join(', ')}.`);

/** Query of GET /api/instances/{id}/runbook: another cause than the one that is known, and Markdown as a file. */
export const runbookQuerySchema = z.object({
  cause: kindSchema.optional(),
  format: z.enum(['json', 'md'], 'The format is json or md.').default('json'),
});

const stepSchema = z.object({
  /** Stable, and once in a runbook: what is ticked off is kept by it. */
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** Looking comes first and changes nothing. */
  phase: z.enum(['look', 'mend', 'prove']),
  title: z.string(),
  why: z.string(),
  /** For a shell, without a password; null where there is none to give. */
  command: z.string().nullable(),
  /** Where it is run. Null without a command. */
  on: z.enum(['client', 'host']).nullable(),
  /** The same for a Redis that is run by something else. */
  variants: z.array(z.object({ by: z.enum(['systemd', 'docker', 'kubernetes']), command: z.string() })),
  expected: z.string().nullable(),
  /** What it means when it is not as expected, and the step or the runbook to go on with: one of them is null. */
  ifNot: z.object({ means: z.string(), goTo: z.string().nullable(), runbook: kindSchema.nullable() }).nullable(),
  leads: z.array(z.object({ says: z.string(), runbook: kindSchema })),
  changes: z.enum(['nothing', 'redis', 'host']),
  action: z.enum(['bgsave', 'guard']).nullable(),
});

/** Answer of GET /api/instances/{id}/runbook. */
export const runbookSchema = z.object({
  instanceId: z.string(),
  kind: kindSchema,
  failing: z.enum(['rdb', 'aof']),
  /** How sure the cause is that it was chosen by; null where it was asked for by name. */
  confidence: causeSchema.shape.confidence.nullable(),
  title: z.string(),
  when: z.string(),
  notes: z.array(z.string()),
  steps: z.array(stepSchema),
  madeAt: timeSchema,
  /** When the facts in it were read; null where there never were any. */
  factsAt: timeSchema.nullable(),
});

export type RunbookKind = z.infer<typeof kindSchema>;
export type RunbookAnswer = z.infer<typeof runbookSchema>;
