import { instanceParamsSchema, savesExportQuerySchema } from '@/lib/contracts/query';
import { saveListSchema } from '@/lib/contracts/save';
import { exportRoute } from '@/lib/http/export';
import { savesExport } from '@/lib/http/exports';
import { ofInstance } from '@/lib/http/history';
import { resource } from '@/lib/http/resource';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: exportRoute(
    {
      permission: 'read',
      params: instanceParamsSchema,
      query: savesExportQuerySchema,
      response: saveListSchema.shape.saves,
    },
    async ({ savepoint, words, params, query: { outcome, from, to } }) =>
      ofInstance(savepoint, params.instanceId, words, async (instanceId) =>
        savesExport(savepoint, words, { instanceId, outcome, from, to }),
      ),
  ),
});
