import { instanceSchema } from '@/lib/contracts/instance';
import { instanceParamsSchema } from '@/lib/contracts/query';
import { nothingSchema } from '@/lib/contracts/nothing';
import { presentInstance } from '@/lib/http/present-instance';
import { found } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: instanceParamsSchema, response: instanceSchema },
    async ({ savepoint, words, params }) =>
      found(savepoint.instance(params.instanceId), presentInstance, words.asked.noSuchInstance),
  ),
  DELETE: route(
    {
      permission: 'administer',
      params: instanceParamsSchema,
      response: nothingSchema,
      status: 204,
      confirmed: () => true,
    },
    async ({ savepoint, params, actor }) => savepoint.remove(params.instanceId, actor),
  ),
});
