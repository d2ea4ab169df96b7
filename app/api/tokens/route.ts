import { madeTokenSchema, newTokenSchema, tokenListSchema } from '@/lib/contracts/access';
import { asSomebody } from '@/lib/http/as-somebody';
import { presentToken } from '@/lib/http/present-access';
import { presented, reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';
import { epochOrNull } from '@/lib/http/time';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'administer', response: tokenListSchema }, async ({ savepoint }) =>
    reply({ tokens: (await savepoint.auth.tokens()).map(presentToken) }),
  ),
  POST: route(
    {
      permission: 'administer',
      body: newTokenSchema,
      response: madeTokenSchema,
      status: 201,
      unkept: true,
      confirmed: () => true,
    },
    async ({ savepoint, body, principal, words }) =>
      presented(
        await savepoint.auth.addToken({ ...body, endsAt: epochOrNull(body.endsAt) }, asSomebody(principal), words),
        ({ token, secret }) => ({ token: presentToken(token), secret }),
      ),
  ),
});
