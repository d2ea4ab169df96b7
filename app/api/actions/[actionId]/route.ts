import { actionSchema } from '@/lib/contracts/action';
import { actionParamsSchema } from '@/lib/contracts/query';
import { presentAction } from '@/lib/http/present-action';
import { found } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: actionParamsSchema, response: actionSchema },
    async ({ savepoint, words, params }) =>
      found(await savepoint.getAction(params.actionId), presentAction, words.asked.noSuchAction),
  ),
});
