import { pictureSchema } from '@/lib/contracts/picture';
import { instanceParamsSchema, pictureQuerySchema } from '@/lib/contracts/query';
import { presentPicture } from '@/lib/http/present-picture';
import { found } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', params: instanceParamsSchema, query: pictureQuerySchema, response: pictureSchema },
    async ({ savepoint, words, params, query }) =>
      found(await savepoint.picture(params.instanceId, query.range), presentPicture, words.asked.noSuchInstance),
  ),
});
