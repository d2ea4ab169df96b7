import { newPersonSchema, personListSchema, personSchema } from '@/lib/contracts/access';
import { presentPerson } from '@/lib/http/present-access';
import { presented, reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'administer', response: personListSchema }, async ({ savepoint }) =>
    reply({ people: (await savepoint.auth.people()).map(presentPerson) }),
  ),
  POST: route(
    { permission: 'administer', body: newPersonSchema, response: personSchema, status: 201, confirmed: () => true },
    async ({ savepoint, body, actor, words }) =>
      presented(await savepoint.auth.addPerson(body, actor, words), presentPerson),
  ),
});
