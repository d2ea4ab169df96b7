import { incidentParamsSchema, incidentTimelineSchema } from '@/lib/contracts/incident';
import { pageQuerySchema } from '@/lib/contracts/query';
import { presentTimeline } from '@/lib/http/present-incident';
import { found } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: incidentParamsSchema, query: pageQuerySchema, response: incidentTimelineSchema },
    async ({ savepoint, params, query, words }) =>
      found(await savepoint.incidents.timeline(params.number, query), presentTimeline, words.incident.noSuch),
  ),
});
