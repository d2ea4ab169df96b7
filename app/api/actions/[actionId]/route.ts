import { actionSchema } from '@/lib/contracts/action';
import { actionParamsSchema } from '@/lib/contracts/query';
import { presentAction } from '@/lib/http/present-action';
import { found } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';
import { NO_SUCH_ACTION } from '@/lib/http/sentences';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: actionParamsSchema, response: actionSchema },
    async ({ savepoint, params }) => found(await savepoint.getAction(params.actionId), presentAction, NO_SUCH_ACTION),
  ),
});
