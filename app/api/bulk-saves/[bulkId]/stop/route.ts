import { bulkParamsSchema, bulkSaveSchema, bulkStopSchema } from '@/lib/contracts/bulk';
import { presentBulkSave } from '@/lib/http/present-bulk';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    { permission: 'act', params: bulkParamsSchema, body: bulkStopSchema, response: bulkSaveSchema },
    async ({ savepoint, words, params, actor }) =>
      presented(await savepoint.stopBulk(params.bulkId, actor), (save) => presentBulkSave(save, words)),
  ),
});
