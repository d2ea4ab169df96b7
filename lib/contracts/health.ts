import { z } from 'zod';

/** Answer of GET /api/health/live and …/ready: nothing about instances. */
export const healthSchema = z.object({ status: z.enum(['live', 'ready']) });
