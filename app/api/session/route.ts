import { sessionStateSchema, signedInSchema, signInSchema } from '@/lib/contracts/access';
import { nothingSchema } from '@/lib/contracts/nothing';
import { presentSessionState } from '@/lib/http/present-access';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';
import { signedIn } from '@/lib/http/signed-in';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'public', response: sessionStateSchema }, async ({ savepoint, headers }) =>
    reply(presentSessionState(await savepoint.auth.principalOf(headers), savepoint)),
  ),
  POST: route(
    { permission: 'public', body: signInSchema, response: signedInSchema, unkept: true },
    async ({ savepoint, body, headers, words, setCookies }) =>
      signedIn(await savepoint.auth.signIn(body, headers, words), setCookies),
  ),
  DELETE: route(
    { permission: 'public', response: nothingSchema, status: 204, unkept: true },
    async ({ savepoint, headers, setCookies }) => {
      setCookies(await savepoint.auth.signOut(headers));
      return reply(null);
    },
  ),
});
