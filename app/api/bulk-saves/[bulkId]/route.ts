import { bulkParamsSchema, bulkSaveSchema } from '@/lib/contracts/bulk';
import { presentBulkSave } from '@/lib/http/present-bulk';
import { found } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: bulkParamsSchema, response: bulkSaveSchema },
    async ({ savepoint, words, params }) =>
      found(await savepoint.bulkSave(params.bulkId), (save) => presentBulkSave(save, words), words.bulk.noSuchBulk),
  ),
});
