import { openApiSchema } from '@/lib/contracts/openapi';
import { openApiOf } from '@/lib/http/openapi';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';
import { PATHS } from './paths';

const description = openApiOf(PATHS);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'read', response: openApiSchema }, async () => reply(openApiSchema.parse(description))),
});
