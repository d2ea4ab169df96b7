import { z } from 'zod';

/** The answer of a 204: no body. */
export const nothingSchema = z.null();
