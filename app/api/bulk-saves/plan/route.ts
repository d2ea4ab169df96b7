import { BULK_MAX_BYTES, bulkPlanRequestSchema, bulkPlanSchema } from '@/lib/contracts/bulk';
import { presentBulkPlan } from '@/lib/http/present-bulk';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    {
      permission: 'act',
      body: bulkPlanRequestSchema,
      maxBytes: BULK_MAX_BYTES,
      unkept: true,
      response: bulkPlanSchema,
    },
    async ({ savepoint, body }) => reply(presentBulkPlan(await savepoint.planBulk(body.instanceIds))),
  ),
});
