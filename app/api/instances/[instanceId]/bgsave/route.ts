import { bgsaveRequestSchema, bgsaveResponseSchema } from '@/lib/contracts/action';
import { instanceParamsSchema } from '@/lib/contracts/query';
import { bgsaveRequestOf } from '@/lib/http/action-requests';
import { presentBgsave } from '@/lib/http/present-action';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    {
      permission: 'act',
      params: instanceParamsSchema,
      body: bgsaveRequestSchema,
      response: bgsaveResponseSchema,
      status: 202,
    },
    async ({ savepoint, words, params, body, actor }) =>
      presented(await savepoint.triggerBgsave(params.instanceId, bgsaveRequestOf(body), actor), (begun) =>
        presentBgsave(begun, words),
      ),
  ),
});
