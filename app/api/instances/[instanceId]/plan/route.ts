import { planSchema } from '@/lib/contracts/action';
import { instanceParamsSchema, planQuerySchema } from '@/lib/contracts/query';
import { presentPlan } from '@/lib/http/present-action';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: instanceParamsSchema, query: planQuerySchema, response: planSchema },
    async ({ savepoint, params, query }) => presented(await savepoint.plan(params.instanceId, query), presentPlan),
  ),
});
