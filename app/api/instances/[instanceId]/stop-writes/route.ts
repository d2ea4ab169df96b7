import { approvalAskedSchema, setStopWritesRequestSchema, setStopWritesResponseSchema } from '@/lib/contracts/action';
import { instanceParamsSchema } from '@/lib/contracts/query';
import { setGuardRequestOf } from '@/lib/http/action-requests';
import { asSomebody } from '@/lib/http/as-somebody';
import { presentApprovalAsked, presentSetStopWrites } from '@/lib/http/present-action';
import { accepted, presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(
    {
      permission: 'act',
      params: instanceParamsSchema,
      body: setStopWritesRequestSchema,
      response: setStopWritesResponseSchema,
      accepted: approvalAskedSchema,
      confirmed: ({ value, rewrite }) => value === 'no' || rewrite,
    },
    async ({ savepoint, params: { instanceId }, body, actor, principal }) => {
      const request = setGuardRequestOf(body);
      if (!savepoint.needsSecondPerson(instanceId, body.value)) {
        return presented(await savepoint.setStopWrites(instanceId, request, actor), presentSetStopWrites);
      }
      return accepted(await savepoint.askApproval(instanceId, request, asSomebody(principal)), presentApprovalAsked);
    },
  ),
});
