import { instanceParamsSchema } from '@/lib/contracts/query';
import { rawSchema } from '@/lib/contracts/raw';
import { presentRaw } from '@/lib/http/present-raw';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'read', params: instanceParamsSchema, response: rawSchema }, async ({ savepoint, params }) =>
    presented(await savepoint.rawInfo(params.instanceId), presentRaw),
  ),
});
