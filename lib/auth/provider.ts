import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActorRole } from '../domain/action/action';
import { ADDRESS_HEADER } from '../domain/access/door-headers';
import type { Principal } from '../domain/access/principal';
import { done, refuse, type Result } from '../domain/result';
import { roleOfGroups, type ProviderRules } from '../domain/access/sign-in-rules';
import type { Words } from '../domain/words/words';
import { log } from '../log/log';
import { cookieName, type LibraryParts } from './account-rules';
import { addressIn, type AuthContext } from './context';
import { discover, type Metadata } from './discovery';
import type { Claims } from './provider-claims';
import type { ProviderLibrary } from './provider-library';
import { profileOf } from './provider-profile';
import { addressOf, errandOf, PROVIDER_ID, type Errand, type Failed, type Seen } from './provider-return';
import { settle, type Settled } from './provider-session';
import { over, PER_ADDRESS } from './sign-in';

/** Where the browser goes, and what it is to keep. */
export interface Leaving {
  readonly url: string;
  readonly cookies: readonly string[];
}

/** Signing in at an OpenID provider. It need not be there when Savepoint starts: it is asked when somebody wants to go there. */
export class Provider {
  readonly #ctx: AuthContext;
  readonly #parts: LibraryParts;
  readonly #rules: ProviderRules;
  /** The cookie of somebody who is on the way. */
  readonly #state: RegExp;
  readonly #seen = new AsyncLocalStorage<Seen>();
  #ready: Promise<ProviderLibrary | null> | null = null;

  constructor(ctx: AuthContext, parts: LibraryParts, rules: ProviderRules) {
    this.#ctx = ctx;
    this.#parts = parts;
    this.#rules = rules;
    this.#state = new RegExp(`(?:^|; ?)${cookieName(parts.origin.startsWith('https:'), 'state', parts.port)}=`);
  }

  /** Sends somebody to the provider; with `confirming` it has to ask them again who they are. */
  async begin(next: string, confirming: Principal | null, headers: Headers, words: Words): Promise<Result<Leaving>> {
    const { origin } = this.#parts;
    // The state is kept by the browser for the host that it comes back to.
    if (headers.has('origin') && headers.get('origin') !== origin) {
      return refuse('not_possible', words.signIn.providerElsewhere(origin));
    }
    const session = confirming?.session ?? null;
    // Who is signed in is not held up by what strangers try from the same address.
    const key = session === null ? `address:${addressIn(headers)}` : `provider:${session.id}`;
    const refused = await over(this.#ctx, key, PER_ADDRESS, words);
    if (refused !== null) return refused;
    if (confirming !== null && session?.confirmsBy !== 'provider') {
      return refuse('not_possible', words.signIn.nothingToConfirm);
    }
    const library = await this.#library();
    if (library === null) return refuse('not_possible', words.signIn.providerSilent(this.#rules.name));
    const confirms = session === null ? null : { sessionId: session.id, since: this.#ctx.now() };
    return done(await leave(library, addressOf({ next, confirms }, origin), headers, confirms !== null));
  }

  /** Somebody comes back from the provider: what was in the address, and what the browser sent with it. */
  async finish(search: string, headers: Headers, words: Words): Promise<Settled> {
    const address = addressIn(headers);
    // Without it the library lets nobody in: a page of another site, which could make a browser come here often, has none to send.
    if (!this.#state.test(headers.get('cookie') ?? '')) return { problem: 'provider', next: null, cookies: [] };
    const refused = await over(this.#ctx, `returned:${address}`, PER_ADDRESS, words);
    if (refused !== null) return { problem: 'too-many', next: null, cookies: [] };
    const library = await this.#library();
    if (library === null) return { problem: 'provider', next: null, cookies: [] };
    const seen: Seen = { claims: null, role: null, session: null };
    const { errand, cookies } = await this.#seen.run(seen, () => this.#handled(library, search, headers));
    const settled = await settle(this.#ctx, this.#rules, { seen, errand, address });
    return { ...settled, cookies };
  }

  async #handled(
    library: ProviderLibrary,
    search: string,
    headers: Headers,
  ): Promise<{ errand: Errand | Failed; cookies: readonly string[] }> {
    const { origin } = this.#parts;
    const kept = ['cookie', 'user-agent', ADDRESS_HEADER].map((name) => [name, headers.get(name) ?? '']);
    const request = new Request(`${origin}/api/session/callback/${PROVIDER_ID}${search}`, {
      headers: Object.fromEntries(kept) as Record<string, string>,
    });
    const response = await library.handler(request);
    const errand = errandOf(response.headers.get('location'), origin);
    return { errand, cookies: response.headers.getSetCookie() };
  }

  /** Asks the provider once, for all who wait; again for the next one where it did not answer. */
  #library(): Promise<ProviderLibrary | null> {
    this.#ready ??= this.#make()
      .catch((error: unknown) => {
        log.warn({ error }, 'the OpenID provider cannot be used at the moment');
        return null;
      })
      .then((library) => {
        if (library === null) this.#ready = null;
        return library;
      });
    return this.#ready;
  }

  async #make(): Promise<ProviderLibrary | null> {
    const metadata = await discover(this.#rules.issuer);
    if (metadata === null) return null;
    const { createProviderLibrary } = await import('./provider-library');
    const library = createProviderLibrary(this.#parts, this.#rules, metadata, () => this.#comingBack(metadata));
    const { socialProviders } = await library.$context;
    // It has asked for the description by itself: what counts is that both were told the same.
    if (socialProviders.some(({ id, issuer }) => id === PROVIDER_ID && issuer === metadata.issuer)) return library;
    log.warn({ issuer: this.#rules.issuer }, 'the OpenID provider cannot be used at the moment');
    return null;
  }

  #comingBack(metadata: Metadata) {
    const seen = this.#seen.getStore();
    if (seen === undefined) throw new Error('Nobody comes back.');
    return {
      read: async (tokens: Parameters<typeof profileOf>[0]): Promise<Claims | null> => {
        seen.claims = await profileOf(tokens, metadata, this.#rules);
        seen.role = seen.claims === null ? null : roleOfGroups(seen.claims.groups, this.#rules.roles);
        return seen.role === null ? null : seen.claims;
      },
      role: (): ActorRole => seen.role ?? 'viewer',
      opened: (session: { readonly id: string; readonly userId: string }): void => void (seen.session = session),
    };
  }
}

async function leave(library: ProviderLibrary, address: string, headers: Headers, again: boolean): Promise<Leaving> {
  const { headers: answered, response } = await library.api.signInSocial({
    body: {
      provider: PROVIDER_ID,
      callbackURL: address,
      errorCallbackURL: address,
      disableRedirect: true,
      ...(again ? { additionalParams: { prompt: 'login', max_age: '0' } } : {}),
    },
    headers,
    returnHeaders: true,
  });
  if (!response.url) throw new Error('The library named no address of the provider.');
  return { url: response.url, cookies: answered.getSetCookie() };
}
