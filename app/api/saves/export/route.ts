import { savesExportQuerySchema } from '@/lib/contracts/query';
import { saveListSchema } from '@/lib/contracts/save';
import { exportRoute } from '@/lib/http/export';
import { savesExport } from '@/lib/http/exports';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: exportRoute(
    { permission: 'read', query: savesExportQuerySchema, response: saveListSchema.shape.saves },
    async ({ savepoint, words, query: { outcome, from, to } }) =>
      reply(savesExport(savepoint, words, { outcome, from, to })),
  ),
});
