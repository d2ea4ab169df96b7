import { incidentListSchema, incidentsQuerySchema } from '@/lib/contracts/incident';
import { presentIncidents } from '@/lib/http/present-incident';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', query: incidentsQuerySchema, response: incidentListSchema },
    async ({ savepoint, query: { instance: instanceId, ...page } }) =>
      reply(presentIncidents(await savepoint.incidents.list({ ...page, instanceId }))),
  ),
});
