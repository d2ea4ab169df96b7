import { BULK_MAX_BYTES, bulkSaveRequestSchema, bulkSaveSchema, latestBulkSchema } from '@/lib/contracts/bulk';
import { bulkRequestOf } from '@/lib/http/action-requests';
import { presentBulkSave, presentBulkSummary } from '@/lib/http/present-bulk';
import { presented, reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'read', response: latestBulkSchema }, async ({ savepoint }) => {
    const latest = await savepoint.latestBulk();
    return reply({ latest: latest && presentBulkSummary(latest) });
  }),
  POST: route(
    {
      permission: 'act',
      body: bulkSaveRequestSchema,
      maxBytes: BULK_MAX_BYTES,
      response: bulkSaveSchema,
      status: 202,
    },
    async ({ savepoint, words, body, actor }) =>
      presented(await savepoint.startBulk(bulkRequestOf(body), actor), (save) => presentBulkSave(save, words)),
  ),
});
