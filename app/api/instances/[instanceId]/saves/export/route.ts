import { exportQuerySchema, instanceParamsSchema } from '@/lib/contracts/query';
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
      query: exportQuerySchema,
      response: saveListSchema.shape.saves,
    },
    async ({ savepoint, words, params }) =>
      ofInstance(savepoint, params.instanceId, words, async (instanceId) => savesExport(savepoint, words, instanceId)),
  ),
});
