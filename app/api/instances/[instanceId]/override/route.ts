import { moveOverrideRequestSchema } from '@/lib/contracts/action';
import { instanceSchema } from '@/lib/contracts/instance';
import { instanceParamsSchema } from '@/lib/contracts/query';
import { endOf } from '@/lib/http/action-requests';
import { presentInstance } from '@/lib/http/present-instance';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(
    { permission: 'act', params: instanceParamsSchema, body: moveOverrideRequestSchema, response: instanceSchema },
    async ({ savepoint, params, body, actor }) =>
      presented(await savepoint.moveOverride(params.instanceId, endOf(body.until), actor), presentInstance),
  ),
});
