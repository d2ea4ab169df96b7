import { incidentStepParamsSchema, incidentStepSchema, stepRequestSchema } from '@/lib/contracts/incident';
import { presentStep } from '@/lib/http/present-incident';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(
    {
      permission: 'act',
      params: incidentStepParamsSchema,
      body: stepRequestSchema,
      response: incidentStepSchema,
    },
    async ({ savepoint, params: { number, stepId }, body, actor }) =>
      presented(await savepoint.incidents.setStep(number, { stepId, done: body.done }, actor), presentStep),
  ),
});
