import 'server-only';
import type { Actor } from '../domain/action/action';
import type { ApiToken, Person, Principal, Session } from '../domain/access/principal';
import type { Result } from '../domain/result';
import type { ProviderRules, ProxyRules } from '../domain/access/sign-in-rules';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import { cookieName, type LibraryParts } from './account-rules';
import type { AuthContext } from './context';
import type { Library } from './library';
import { addPerson, changeOwnPassword, changePerson, type NewPerson, type PersonRequest } from './people';
import { LOCAL_OPERATOR, principalOfSession, principalOfToken } from './principal';
import { Provider } from './provider';
import { principalOfProxy } from './proxy';
import { RememberedSessions } from './remembered-sessions';
import { endOtherSessions, endSession, sessionsFor } from './sessions';
import { addFirstAdministrator, SetUp } from './set-up';
import { confirm, signIn, signOut, type Given, type SignedIn } from './sign-in';
import { addToken, endToken, type NewToken } from './tokens';

/** How people and scripts are known here. */
export interface AuthRules {
  /** False: whoever reaches the loopback address is the local operator. */
  readonly signIn: boolean;
  readonly adminToken: string | null;
  /** The first administrator, where there is none. */
  readonly firstAdministrator: Given | null;
  /** Where people may sign in besides. */
  readonly provider: ProviderRules | null;
  /** Who tells who asks, besides. */
  readonly proxy: ProxyRules | null;
}

/** Signing in at an OpenID provider. */
export interface ProviderSignIn extends Pick<Provider, 'begin' | 'finish'> {
  /** What people call it. */
  readonly name: string;
}

/** Who is asking, and what there is to ask for about people, sessions and tokens. Rejects with `StoreError` where the store fails. */
export interface Auth {
  readonly signInIsOn: boolean;
  /** Where people may sign in besides; null: nowhere. */
  readonly provider: ProviderSignIn | null;
  /** By the bearer token, or else by what a proxy tells, or else by the session's cookie; null when there is neither, or it is not valid (any more). */
  principalOf(headers: Headers): Promise<Principal | null>;
  /** Makes ready; gives the token of the set-up where somebody has to be the first administrator. */
  start(): Promise<string | null>;
  /** Is the first administrator still missing? */
  needsSetUp(): boolean;
  setUp(token: string, given: Given, headers: Headers, words: Words): Promise<Result<SignedIn>>;
  /** Who may do what was changed, here or at another Savepoint on the same data: what is remembered of it may be true no more. */
  changed(): Promise<void>;
  signIn(given: Given, headers: Headers, words: Words): Promise<Result<SignedIn>>;
  confirm(principal: Principal, password: string, headers: Headers, words: Words): Promise<Result<SignedIn>>;
  /** Values of Set-Cookie that make the browser forget the session. */
  signOut(headers: Headers): Promise<readonly string[]>;

  people(): Promise<readonly Person[]>;
  addPerson(person: NewPerson, actor: Actor, words: Words): Promise<Result<Person>>;
  changePerson(id: string, request: PersonRequest, actor: Actor, words: Words): Promise<Result<Person>>;
  changeOwnPassword(principal: Principal, password: string, words: Words): Promise<Result<Person>>;

  sessionsFor(principal: Principal): Promise<readonly Session[]>;
  endSession(id: string, principal: Principal, words: Words): Promise<Result<null>>;
  /** How many there were. */
  endOtherSessions(principal: Principal): Promise<number>;

  tokens(): Promise<readonly ApiToken[]>;
  addToken(
    token: NewToken,
    principal: Principal,
    words: Words,
  ): Promise<Result<{ readonly token: ApiToken; readonly secret: string }>>;
  endToken(id: string, actor: Actor, words: Words): Promise<Result<null>>;
}

export type AuthParts = Omit<AuthContext, 'library' | 'remembered'> &
  Omit<LibraryParts, 'database'> & { readonly rules: AuthRules };

/** The one who knows who is asking. */
export function createAuth(parts: AuthParts): Auth {
  const { store, rules } = parts;
  const libraryParts = { ...parts, database: store.database };
  const remembered = new RememberedSessions(cookieName(parts.origin.startsWith('https:'), 'session', parts.port));
  const ctx: AuthContext = { ...parts, library: libraryOf(libraryParts), remembered };
  const provider = rules.provider === null ? null : new Provider(ctx, libraryParts, rules.provider);
  const setUp = new SetUp(ctx);
  return {
    signInIsOn: rules.signIn,
    provider: provider === null || rules.provider === null ? null : providerSignIn(provider, rules.provider),
    principalOf: (headers) => principalOf(ctx, rules, headers),
    async start() {
      if (!rules.signIn) return null;
      await addEnvironmentsAdministrator(ctx, rules.firstAdministrator);
      // Where the provider or the proxy gives somebody that role, nobody is asked for who it is.
      const roles = [...(rules.provider?.roles ?? []), ...(rules.proxy?.roles ?? [])];
      const comes = roles.some(({ role }) => role === 'admin');
      return comes ? null : setUp.begin();
    },
    needsSetUp: () => setUp.isOpen,
    setUp: (token, given, headers, words) => setUp.finish(token, given, headers, words),
    changed: () => {
      ctx.remembered.end({});
      return setUp.endedBy(Promise.resolve());
    },
    signIn: (given, headers, words) => signIn(ctx, given, headers, words),
    confirm: (principal, password, headers, words) => confirm(ctx, principal, password, headers, words),
    signOut: (headers) => signOut(ctx, headers),
    people: () => store.listPeople(),
    addPerson: (person, actor, words) => setUp.endedBy(addPerson(ctx, person, actor, words)),
    changePerson: (id, request, actor, words) => setUp.endedBy(changePerson(ctx, id, request, actor, words)),
    changeOwnPassword: (principal, password, words) => changeOwnPassword(ctx, principal, password, words),
    sessionsFor: (principal) => sessionsFor(ctx, principal),
    endSession: (id, principal, words) => endSession(ctx, id, principal, words),
    endOtherSessions: (principal) => endOtherSessions(ctx, principal),
    tokens: () => store.listTokens(),
    addToken: (token, principal, words) => addToken(ctx, token, principal, words),
    endToken: (id, actor, words) => endToken(ctx, id, actor, words),
  };
}

/**
 * Made of `parts` once, when somebody signs in or has signed in before: most starts are made without it, and many runs. What could not be made is
 * made again for who comes next.
 */
function libraryOf(parts: LibraryParts): () => Promise<Library> {
  let made: Promise<Library> | null = null;
  const make = async (): Promise<Library> => {
    try {
      const { createLibrary } = await import('./library');
      return createLibrary(parts);
    } catch (error) {
      made = null;
      throw error;
    }
  };
  return () => (made ??= make());
}

function providerSignIn(provider: Provider, { name }: ProviderRules): ProviderSignIn {
  return {
    name,
    begin: (next, confirming, headers, words) => provider.begin(next, confirming, headers, words),
    finish: (search, headers, words) => provider.finish(search, headers, words),
  };
}

async function principalOf(ctx: AuthContext, rules: AuthRules, headers: Headers): Promise<Principal | null> {
  const authorization = headers.get('authorization');
  const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token !== undefined) return principalOfToken(ctx, token, rules.adminToken);
  // A proxy that asks for a password itself may pass that on: it is none of ours, and the proxy has checked it.
  const vouched = rules.proxy === null ? undefined : principalOfProxy(headers, rules.proxy);
  if (vouched !== undefined) return vouched;
  // What another scheme says is for a proxy in front; only a token that is none shuts out.
  if (/^bearer\b/i.test(authorization ?? '')) return null;
  if (!rules.signIn) return authorization === null ? LOCAL_OPERATOR : null;
  const principal = await principalOfSession(ctx, headers);
  // Whom a provider let in that is used no more, nobody vouches for.
  return principal?.session?.confirmsBy === 'provider' && rules.provider === null ? null : principal;
}

async function addEnvironmentsAdministrator(ctx: AuthContext, given: Given | null): Promise<void> {
  if (given === null) return;
  const added = await addFirstAdministrator(ctx, given, EN);
  if (added === null || added.ok) return;
  throw new Error(`SAVEPOINT_ADMIN_NAME and SAVEPOINT_ADMIN_PASSWORD make no account. ${added.refusal.message}`);
}
