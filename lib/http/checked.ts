import 'server-only';
import type { z } from 'zod';
import { log } from '../log/log';
import { ApiError } from './api-error';

/** What is sent, as its contract reads it. What does not fit is told in the log, and in a test ends the answer. */
export function checked(schema: z.ZodType, value: unknown, where: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  log.error({ where, issues: parsed.error.issues }, 'an answer does not fit its own contract');
  // In an incident a page with one odd field is worth more than an error page; a test must see it.
  if (process.env['NODE_ENV'] === 'production') return value;
  throw new ApiError('internal', `The answer of ${where} does not fit its contract: ${parsed.error.message}`);
}
