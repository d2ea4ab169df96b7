import { savesQuerySchema } from '@/lib/contracts/query';
import { saveListSchema } from '@/lib/contracts/save';
import { presentSaves } from '@/lib/http/present-save';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', query: savesQuerySchema, response: saveListSchema },
    async ({ savepoint, words, query }) => reply(presentSaves(await savepoint.listSaves(query), words)),
  ),
});
