import { sessionParamsSchema } from '@/lib/contracts/access';
import { nothingSchema } from '@/lib/contracts/nothing';
import { asSomebody } from '@/lib/http/as-somebody';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: route(
    { permission: 'read', params: sessionParamsSchema, response: nothingSchema, status: 204 },
    async ({ savepoint, principal, params, words }) =>
      savepoint.auth.endSession(params.sessionId, asSomebody(principal), words),
  ),
});
