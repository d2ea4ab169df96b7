import { approvalParamsSchema, approvalSchema, declineSchema } from '@/lib/contracts/approval';
import { decisionOf } from '@/lib/http/action-requests';
import { asSomebody } from '@/lib/http/as-somebody';
import { presentApproval } from '@/lib/http/present-approval';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    {
      permission: 'act',
      params: approvalParamsSchema,
      body: declineSchema,
      response: approvalSchema,
      confirmed: () => true,
    },
    async ({ savepoint, params, body, principal }) =>
      presented(
        await savepoint.decline(params.approvalId, decisionOf(body).note, asSomebody(principal)),
        presentApproval,
      ),
  ),
});
