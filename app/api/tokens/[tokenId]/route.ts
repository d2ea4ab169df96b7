import { tokenParamsSchema } from '@/lib/contracts/access';
import { nothingSchema } from '@/lib/contracts/nothing';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: route(
    {
      permission: 'administer',
      params: tokenParamsSchema,
      response: nothingSchema,
      status: 204,
      confirmed: () => true,
    },
    async ({ savepoint, params, actor, words }) => savepoint.auth.endToken(params.tokenId, actor, words),
  ),
});
