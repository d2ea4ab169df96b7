import { instanceParamsSchema } from '@/lib/contracts/query';
import { nothingSchema } from '@/lib/contracts/nothing';
import { ofInstance } from '@/lib/http/history';
import { invalidField } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(
    { permission: 'act', params: instanceParamsSchema, response: nothingSchema },
    async ({ savepoint, words, params }) => {
      const known = await ofInstance(savepoint, params.instanceId, words, async () => null);
      return known.ok ? invalidField('until', words.asked.noOverridesYet) : known;
    },
  ),
});
