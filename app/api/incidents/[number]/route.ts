import { incidentDetailSchema, incidentParamsSchema } from '@/lib/contracts/incident';
import { presentIncidentDetail } from '@/lib/http/present-incident';
import { found } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: incidentParamsSchema, response: incidentDetailSchema },
    async ({ savepoint, params, words }) =>
      found(await savepoint.incidents.get(params.number), presentIncidentDetail, words.incident.noSuch),
  ),
});
