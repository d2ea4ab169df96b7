import { auditListSchema } from '@/lib/contracts/action';
import { auditExportQuerySchema } from '@/lib/contracts/query';
import { exportRoute } from '@/lib/http/export';
import { auditExport } from '@/lib/http/exports';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: exportRoute(
    { permission: 'read', query: auditExportQuerySchema, response: auditListSchema.shape.entries },
    async ({ savepoint, query }) => reply(auditExport(savepoint, query.instance)),
  ),
});
