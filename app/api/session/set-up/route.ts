import { setUpSchema, signedInSchema } from '@/lib/contracts/access';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';
import { signedIn } from '@/lib/http/signed-in';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    { permission: 'public', body: setUpSchema, response: signedInSchema, unkept: true },
    async ({ savepoint, body, headers, words, setCookies }) =>
      signedIn(await savepoint.auth.setUp(body.token, body, headers, words), setCookies),
  ),
});
