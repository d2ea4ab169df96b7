import 'server-only';
import type { providerSignInSchema } from '../contracts/access';
import { isOwnPath } from '../domain/access/own-path';
import { done, refuse, type Result } from '../domain/result';
import { ApiError } from './api-error';
import { FIXED_HEADERS } from './answer';
import { apiErrorOf } from './faults';
import { guarded } from './guarded';
import type { Asked } from './route';
import type { z } from 'zod';

/** Where the browser goes to sign in at the provider, or to show there again who is signed in. */
export async function toProvider(
  asked: Asked<z.ZodUnknown, z.ZodUnknown, typeof providerSignInSchema>,
): Promise<Result<{ url: string }>> {
  const { savepoint, body, headers, words, setCookies } = asked;
  const { auth } = savepoint;
  if (auth.provider === null) return refuse('not_possible', words.signIn.providerIsOff);
  const confirming = body.confirm === true ? await auth.principalOf(headers) : null;
  if (body.confirm === true && confirming === null) return refuse('unauthenticated', words.signIn.needed);
  const left = await auth.provider.begin(body.next, confirming, headers, words);
  if (!left.ok) return left;
  setCookies(left.value.cookies);
  return done({ url: left.value.url });
}

/**
 * Somebody comes back from the provider. The cookie of a session is for requests that began here, and this one began there: the browser
 * would not send it along to the next page. So it goes to the page for signing in, which goes on to `next` by itself.
 */
export const fromProvider = guarded('public', async ({ request, savepoint, words }) => {
  const { provider } = savepoint.auth;
  if (provider === null) throw new ApiError('not_found', words.signIn.providerIsOff);
  // A code is good for one try: what only looks must not take it.
  if (request.method !== 'GET')
    throw new ApiError('method_not_allowed', 'Only a browser that comes back is answered here.');
  const { problem, next, cookies } = await provider
    .finish(new URL(request.url).search, request.headers, words)
    .catch((error: unknown) => nowhere(error, 'GET /api/session/callback/oidc'));
  const place = next !== null && isOwnPath(next) ? next : '/';
  const said = problem === null ? 'signed-in' : `problem=${problem}`;
  const headers = new Headers({ ...FIXED_HEADERS, Location: `/login?${said}&next=${encodeURIComponent(place)}` });
  // Of an attempt that came to nothing no session is left behind: its cookies only make the browser forget.
  for (const cookie of cookies.filter((one) => problem === null || isEnd(one))) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
});

function isEnd(cookie: string): boolean {
  return /;\s*max-age=0\b/i.test(cookie);
}

/** A browser that comes back is shown a page, whatever happened: nobody reads an answer that is meant for a program. */
function nowhere(error: unknown, where: string): { problem: 'store' | 'fault'; next: null; cookies: [] } {
  const { code } = apiErrorOf(error, where);
  return { problem: code === 'store_unavailable' ? 'store' : 'fault', next: null, cookies: [] };
}
