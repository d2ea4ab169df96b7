import { instanceParamsSchema, savesQuerySchema } from '@/lib/contracts/query';
import { saveListSchema } from '@/lib/contracts/save';
import { ofInstance } from '@/lib/http/history';
import { presentSaves } from '@/lib/http/present-save';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: instanceParamsSchema, query: savesQuerySchema, response: saveListSchema },
    async ({ savepoint, words, params, query }) =>
      ofInstance(savepoint, params.instanceId, words, async (instanceId) =>
        presentSaves(await savepoint.listSaves({ instanceId, ...query }), words),
      ),
  ),
});
