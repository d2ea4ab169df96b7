import { instanceParamsSchema } from '@/lib/contracts/query';
import { runbookQuerySchema, runbookSchema } from '@/lib/contracts/runbook';
import { presentRunbook, runbookFile } from '@/lib/http/present-runbook';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    {
      permission: 'read',
      params: instanceParamsSchema,
      query: runbookQuerySchema,
      response: runbookSchema,
      file: 'text/markdown',
    },
    async ({ savepoint, words, params, query }) => {
      const made = savepoint.runbook(params.instanceId, query.cause ?? null);
      return query.format === 'md' && made.ok ? runbookFile(made.value, words) : presented(made, presentRunbook);
    },
  ),
});
