import { createHmac } from 'node:crypto';
import type { Outsider, Variant } from './anonymous-variants';

const COOKIE = 'savepoint-session';

/** The same session, signed by who does not have the secret. */
function signedElsewhere(cookie: string): string {
  const [token = ''] = decodeURIComponent(cookie).split('.');
  const signature = createHmac('sha256', 'not the secret').update(token).digest('base64');
  return encodeURIComponent(`${token}.${signature}`);
}

const AUTHORIZATIONS: Record<string, string> = {
  'with a wrong token': `Bearer svp_${'x'.repeat(43)}`,
  'with no token': 'Bearer ',
  'with an empty authorization': '',
  'with a token that is “null”': 'Bearer null',
  'with a name and a password': `Basic ${Buffer.from('ada:correct horse battery').toString('base64')}`,
  'with two tokens': 'Bearer a, Bearer b',
};

const COOKIES: Record<string, (outsider: Outsider) => string> = {
  'with a cookie that was made up': ({ port }) => `${COOKIE}-${port}=made-up.c2lnbmF0dXJl`,
  'with an empty cookie': ({ port }) => `${COOKIE}-${port}=`,
  'with the cookie of a session that was ended': ({ port, endedCookie }) => `${COOKIE}-${port}=${endedCookie}`,
  'with a cookie that was signed elsewhere': ({ port, endedCookie }) =>
    `${COOKIE}-${port}=${signedElsewhere(endedCookie)}`,
  'with the id of an open session': ({ port, openSessionId }) => `${COOKIE}-${port}=${openSessionId}`,
  'with cookies of other names': ({ endedCookie }) =>
    `${COOKIE}=${endedCookie}; __Host-${COOKIE}=${endedCookie}; better-auth.session_token=${endedCookie}`,
};

/** Credentials that are none. */
export const AUTHORIZATION_VARIANTS: readonly Variant[] = [
  ...Object.entries(AUTHORIZATIONS).map(([name, authorization]): Variant => ({
    name,
    of: () => ({ headers: { authorization } }),
  })),
  ...Object.entries(COOKIES).map(([name, cookie]): Variant => ({
    name,
    of: (_path, outsider) => ({ headers: { cookie: cookie(outsider) } }),
  })),
];
