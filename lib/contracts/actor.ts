import { z } from 'zod';

/** Who asked for something, or did it. */
export const actorSchema = z.object({
  kind: z.enum(['user', 'token', 'system']),
  name: z.string(),
  role: z.enum(['viewer', 'operator', 'admin']),
});
