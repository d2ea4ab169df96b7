import { pictureListSchema } from '@/lib/contracts/picture';
import { picturesQuerySchema } from '@/lib/contracts/query';
import { presentPictures } from '@/lib/http/present-picture';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(
    { permission: 'read', query: picturesQuerySchema, response: pictureListSchema },
    async ({ savepoint, query }) => reply(presentPictures(await savepoint.pictures(query.range, query.limit))),
  ),
});
