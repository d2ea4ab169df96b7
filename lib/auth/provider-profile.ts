import 'server-only';
import type { ProviderRules } from '../domain/access/sign-in-rules';
import { log } from '../log/log';
import { PROVIDER_TIMEOUT_MS, type Metadata } from './discovery';
import { claimsOf, type Claims } from './provider-claims';
import type { ProviderTokens } from './provider-return';

type Raw = Readonly<Record<string, unknown>>;

/**
 * Who somebody is, by an ID token that was verified and, where the provider has it, by its endpoint for more: many list groups only there.
 * What is signed wins. Null where either is missing: without its half a role could become less than it is.
 */
export async function profileOf(
  { idToken, accessToken }: ProviderTokens,
  { userinfo_endpoint: endpoint, issuer }: Metadata,
  { groupsClaim }: Pick<ProviderRules, 'groupsClaim'>,
): Promise<Claims | null> {
  if (!idToken || !accessToken) return null;
  try {
    const signed = payloadOf(idToken);
    const more = endpoint === undefined ? {} : await userInfoOf(endpoint, accessToken);
    if (endpoint !== undefined && more.sub !== signed.sub) throw new Error('It tells of somebody else.');
    return claimsOf({ ...more, ...signed }, { issuer, groupsClaim });
  } catch (error) {
    log.warn({ error }, 'what the OpenID provider says of somebody could not be read');
    return null;
  }
}

/** The library has verified it. */
function payloadOf(idToken: string): Raw {
  return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8')) as Raw;
}

async function userInfoOf(endpoint: string, accessToken: string): Promise<Raw> {
  const response = await fetch(endpoint, {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`It answered ${response.status}.`);
  return (await response.json()) as Raw;
}
