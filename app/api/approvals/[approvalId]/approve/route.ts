import { setStopWritesResponseSchema } from '@/lib/contracts/action';
import { approvalParamsSchema, approveSchema } from '@/lib/contracts/approval';
import { decisionOf } from '@/lib/http/action-requests';
import { asSomebody } from '@/lib/http/as-somebody';
import { presentSetStopWrites } from '@/lib/http/present-action';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    {
      permission: 'act',
      params: approvalParamsSchema,
      body: approveSchema,
      response: setStopWritesResponseSchema,
      confirmed: () => true,
    },
    async ({ savepoint, params, body, principal }) =>
      presented(
        await savepoint.approve(params.approvalId, decisionOf(body), asSomebody(principal)),
        presentSetStopWrites,
      ),
  ),
});
