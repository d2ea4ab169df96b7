import 'server-only';
import { z } from 'zod';
import { log } from '../log/log';

/** Somebody waits for it before a button. */
export const PROVIDER_TIMEOUT_MS = 5000;

/** Codes, secrets and keys go over it: on the network with TLS only. */
const endpoint = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || /^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname);
}, 'is reached without TLS');

const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  scopes_supported: z.array(z.string()).optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).min(1),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});

/** What a provider says of itself. */
export type Metadata = z.infer<typeof metadataSchema>;

/** Where the description of a provider is. */
export function discoveryUrlOf(issuer: string): string {
  return `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
}

/** What the provider says of itself; null, and a line in the log, where it does not answer as it should. */
export async function discover(issuer: string): Promise<Metadata | null> {
  try {
    const response = await fetch(discoveryUrlOf(issuer), { signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`It answered ${response.status}.`);
    const metadata = metadataSchema.parse(await response.json());
    // Else one provider could speak for another.
    if (withoutSlash(metadata.issuer) === withoutSlash(issuer)) return metadata;
    throw new Error('It names another issuer than SAVEPOINT_OIDC_ISSUER.');
  } catch (error) {
    log.warn({ issuer, error }, 'the OpenID provider cannot be used at the moment');
    return null;
  }
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '');
}
