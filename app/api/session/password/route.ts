import { passwordBodySchema, personSchema } from '@/lib/contracts/access';
import { asSomebody } from '@/lib/http/as-somebody';
import { presentPerson } from '@/lib/http/present-access';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(
    { permission: 'read', body: passwordBodySchema, response: personSchema, unkept: true, confirmed: () => true },
    async ({ savepoint, principal, body, words }) =>
      presented(await savepoint.auth.changeOwnPassword(asSomebody(principal), body.password, words), presentPerson),
  ),
});
