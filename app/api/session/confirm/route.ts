import { passwordBodySchema, signedInSchema } from '@/lib/contracts/access';
import { asSomebody } from '@/lib/http/as-somebody';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';
import { signedIn } from '@/lib/http/signed-in';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    { permission: 'read', body: passwordBodySchema, response: signedInSchema, unkept: true },
    async ({ savepoint, principal, body, headers, words, setCookies }) =>
      signedIn(await savepoint.auth.confirm(asSomebody(principal), body.password, headers, words), setCookies),
  ),
});
