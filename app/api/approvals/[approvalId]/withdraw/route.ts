import { approvalParamsSchema, approvalSchema, withdrawSchema } from '@/lib/contracts/approval';
import { asSomebody } from '@/lib/http/as-somebody';
import { presentApproval } from '@/lib/http/present-approval';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    { permission: 'act', params: approvalParamsSchema, body: withdrawSchema, response: approvalSchema },
    async ({ savepoint, params, principal }) =>
      presented(await savepoint.withdraw(params.approvalId, asSomebody(principal)), presentApproval),
  ),
});
