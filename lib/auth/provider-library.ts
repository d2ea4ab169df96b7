import 'server-only';
import { createHash } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins';
import type { ActorRole } from '../domain/action/action';
import type { ProviderRules } from '../domain/access/sign-in-rules';
import { SESSION_SECONDS, type LibraryParts } from './account-rules';
import { discoveryUrlOf, type Metadata } from './discovery';
import { libraryOptions } from './library';
import type { Claims } from './provider-claims';
import { PROVIDER_ID, type ProviderTokens } from './provider-return';

/** What the library asks while somebody comes back from the provider. */
export interface ComingBack {
  /** Who that is, of tokens that the library has verified; null: nobody who is let in. */
  read(tokens: ProviderTokens): Promise<Claims | null>;
  /** The role of who was just read. */
  role(): ActorRole;
  opened(session: { readonly id: string; readonly userId: string }): void;
}

/**
 * A second instance of the library, for the provider alone: it waits for the provider when it is made, and signing in with a password
 * must not. State, PKCE, nonce, and the check of the ID token are the library's; tokens are not kept.
 */
export function createProviderLibrary(
  parts: LibraryParts,
  rules: ProviderRules,
  metadata: Metadata,
  current: () => ComingBack,
) {
  const { scopes_supported: scopes = [], token_endpoint_auth_methods_supported: methods } = metadata;
  return betterAuth({
    ...libraryOptions(parts),
    emailAndPassword: { enabled: false },
    databaseHooks: {
      user: { create: { before: async () => ({ data: { role: current().role() } }) } },
      account: {
        create: {
          before: async () => ({ data: { accessToken: null, refreshToken: null, idToken: null, scope: null } }),
        },
      },
      session: { create: { after: async (session) => current().opened(session) } },
    },
    account: { ...libraryOptions(parts).account, updateAccountOnSignIn: false },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: PROVIDER_ID,
            discoveryUrl: discoveryUrlOf(rules.issuer),
            requireIdTokenVerification: true,
            clientId: rules.clientId,
            clientSecret: rules.clientSecret,
            // OpenID's own default where a provider does not say what it takes.
            authentication: methods?.includes('client_secret_post') === true ? 'post' : 'basic',
            pkce: true,
            scopes: ['openid', 'profile', 'email', ...scopes.filter((scope) => scope === 'groups')],
            // So that it tells when it last saw that person, which counts for re-authentication.
            authorizationUrlParams: { max_age: String(SESSION_SECONDS) },
            // The same subject at another provider is somebody else.
            accountSubject: ({ profile }) => `${metadata.issuer} ${String(profile.sub)}`,
            getUserInfo: async (tokens) => {
              const claims = await current().read(tokens);
              if (claims === null) return null;
              const { subject: sub, name } = claims;
              return { sub, name, email: placeholderOf(metadata.issuer, sub), emailVerified: false };
            },
          },
        ],
      }),
    ],
  });
}

export type ProviderLibrary = ReturnType<typeof createProviderLibrary>;

/** The library wants an address of everybody, and finds accounts by it: this one belongs to that subject alone, and nobody is linked. */
function placeholderOf(issuer: string, subject: string): string {
  return `${createHash('sha256').update(`${issuer} ${subject}`).digest('hex')}@provider.invalid`;
}
