import { setStopWritesRequestSchema, setStopWritesResponseSchema } from '@/lib/contracts/action';
import { instanceParamsSchema } from '@/lib/contracts/query';
import { setGuardRequestOf } from '@/lib/http/action-requests';
import { presentSetStopWrites } from '@/lib/http/present-action';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(
    {
      permission: 'act',
      params: instanceParamsSchema,
      body: setStopWritesRequestSchema,
      response: setStopWritesResponseSchema,
      confirmed: ({ value, rewrite }) => value === 'no' || rewrite,
    },
    async ({ savepoint, params, body, actor }) =>
      presented(await savepoint.setStopWrites(params.instanceId, setGuardRequestOf(body), actor), presentSetStopWrites),
  ),
});
