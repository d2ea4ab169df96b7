import { instanceParamsSchema, pageQuerySchema } from '@/lib/contracts/query';
import { timelineEventListSchema } from '@/lib/contracts/save';
import { ofInstance } from '@/lib/http/history';
import { presentEvents } from '@/lib/http/present-event';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: instanceParamsSchema, query: pageQuerySchema, response: timelineEventListSchema },
    async ({ savepoint, words, params, query }) =>
      ofInstance(savepoint, params.instanceId, words, async (instanceId) =>
        presentEvents(await savepoint.listEvents({ instanceId, ...query }), words),
      ),
  ),
});
