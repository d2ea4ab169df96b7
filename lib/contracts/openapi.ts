import { z } from 'zod';

/** Answer of GET /api/openapi.json. */
export const openApiSchema = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) });
