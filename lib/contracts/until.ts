import { z } from 'zod';
import { timeSchema } from './time';

/** When the guard is turned on again; `at` only with `time`. */
export const untilSchema = z.object({ kind: z.enum(['next-good-save', 'time', 'none']), at: timeSchema.nullable() });
