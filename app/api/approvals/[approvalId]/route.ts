import { approvalParamsSchema, approvalSchema } from '@/lib/contracts/approval';
import { presentApproval } from '@/lib/http/present-approval';
import { found } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: approvalParamsSchema, response: approvalSchema },
    async ({ savepoint, params, words }) =>
      found(await savepoint.getApproval(params.approvalId), presentApproval, words.approval.noSuch),
  ),
});
