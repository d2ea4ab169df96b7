import { changePersonSchema, personParamsSchema, personSchema } from '@/lib/contracts/access';
import { presentPerson } from '@/lib/http/present-access';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(
    {
      permission: 'administer',
      params: personParamsSchema,
      body: changePersonSchema,
      response: personSchema,
      confirmed: () => true,
    },
    async ({ savepoint, params, body, actor, words }) =>
      presented(await savepoint.auth.changePerson(params.personId, body, actor, words), presentPerson),
  ),
});
