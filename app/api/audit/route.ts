import { auditListSchema } from '@/lib/contracts/action';
import { auditQuerySchema } from '@/lib/contracts/query';
import { presentAudit } from '@/lib/http/present-action';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', query: auditQuerySchema, response: auditListSchema },
    async ({ savepoint, query: { instance: instanceId, ...page } }) =>
      reply(presentAudit(await savepoint.listAudit({ ...page, instanceId }))),
  ),
});
