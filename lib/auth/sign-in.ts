import 'server-only';
import type { Actor } from '../domain/action/action';
import type { Person, Principal } from '../domain/access/principal';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { AttemptLimit } from '../store/access-store';
import { accessEntry, addressIn, ANYBODY, record, type AuthContext } from './context';
import { principalOfSession } from './principal';
import { endSessions } from './sessions';

const MINUTE_MS = 60_000;

/** By whom it is tried: guessing one account from everywhere, and many accounts from one place. */
const PER_ACCOUNT: AttemptLimit = { most: 10, windowMs: MINUTE_MS };
export const PER_ADDRESS: AttemptLimit = { most: 30, windowMs: MINUTE_MS };
/** Whoever sits at a page that somebody left open. */
const PER_SESSION: AttemptLimit = { most: 5, windowMs: 15 * MINUTE_MS };

export interface Given {
  readonly name: string;
  readonly password: string;
}

/** What the browser is to keep: values of Set-Cookie. */
export interface SignedIn {
  readonly actor: Actor;
  readonly cookies: readonly string[];
}

/** Signs somebody in with name and password. Who is signed in already is not touched by the limits. */
export async function signIn(
  ctx: AuthContext,
  given: Given,
  headers: Headers,
  words: Words,
): Promise<Result<SignedIn>> {
  const name = given.name.trim().toLowerCase();
  // Not as it was typed: a password in the wrong field would stand in the store.
  const account = `account:${ctx.store.fingerprint(name)}`;
  const address = addressIn(headers);
  const refused =
    (await over(ctx, `address:${address}`, PER_ADDRESS, words)) ?? (await over(ctx, account, PER_ACCOUNT, words));
  if (refused !== null) return refused;
  const session = await tried(ctx, { ...given, name }, headers);
  if (session === null) {
    // What was typed into the wrong field may be a password: only a name that exists is written down.
    const person = await personOf(ctx, name);
    const who = person === undefined ? 'an account that does not exist' : `the account ${person.name}`;
    await record(
      ctx,
      accessEntry(ctx, ANYBODY, `Somebody tried to sign in to ${who}, from ${address}.`, 'sign-in-failed'),
    );
    return refuse('unauthenticated', words.signIn.wrong);
  }
  await ctx.store.forgetAttempts(account);
  await record(ctx, accessEntry(ctx, session.actor, `${session.actor.name} signed in, from ${address}.`, 'sign-in'));
  return done(session);
}

/**
 * Somebody who is signed in gives the password again. The session is replaced by a new one, so that who had stolen the former one has
 * nothing of it.
 */
export async function confirm(
  ctx: AuthContext,
  principal: Principal,
  password: string,
  headers: Headers,
  words: Words,
): Promise<Result<SignedIn>> {
  const { session, actor } = principal;
  if (session?.confirmsBy !== 'password') return refuse('not_possible', words.signIn.nothingToConfirm);
  const refused = await over(ctx, `session:${session.id}`, PER_SESSION, words);
  if (refused !== null) return refused;
  const fresh = await tried(ctx, { name: actor.name, password }, headers);
  if (fresh === null) {
    const message = `${actor.name}, or somebody at the same browser, gave a wrong password.`;
    await record(ctx, accessEntry(ctx, actor, message, 'sign-in-failed'));
    return refuse('invalid', words.signIn.wrongPassword, { fields: { password: words.signIn.wrongPassword } });
  }
  await endSessions(
    ctx,
    { id: session.id },
    accessEntry(ctx, actor, `${actor.name} gave the password again.`, 'sign-in'),
  );
  ctx.onAudit();
  await ctx.store.forgetAttempts(`session:${session.id}`);
  return done(fresh);
}

/** Ends the session of a request; gives the cookies that make the browser forget it. Rejects where the store keeps it. */
export async function signOut(ctx: AuthContext, headers: Headers): Promise<readonly string[]> {
  // The library makes the browser forget a session also when it could not be ended, and says that it was.
  const open = await principalOfSession(ctx, headers);
  if (open?.session) {
    const entry = accessEntry(ctx, open.actor, `${open.actor.name} signed out.`, 'sign-out');
    await endSessions(ctx, { id: open.session.id }, entry);
    ctx.onAudit();
  }
  const { api } = await ctx.library();
  const { headers: answered } = await api.signOut({ headers, returnHeaders: true });
  return answered.getSetCookie();
}

/** Null when it is not that person's password, or the account is switched off. */
async function tried(ctx: AuthContext, { name, password }: Given, headers: Headers): Promise<SignedIn | null> {
  const { api } = await ctx.library();
  const before = await personOf(ctx, name);
  try {
    const { headers: answered, response } = await api.signInUsername({
      body: { username: name, password },
      headers,
      returnHeaders: true,
    });
    if (response === null) return null;
    const person = await personOf(ctx, name);
    // Changed while the password was looked at, which takes a while: it may not be theirs any more.
    if (person === undefined || person.disabled || person.changedAt !== before?.changedAt) {
      await endSessions(ctx, { personId: response.user.id }, null);
      return null;
    }
    const actor: Actor = { kind: 'user', name: person.name, role: person.role };
    return { actor, cookies: answered.getSetCookie() };
  } catch (error) {
    if (isWrong(error)) return null;
    throw error;
  }
}

async function personOf({ store }: AuthContext, name: string): Promise<Person | undefined> {
  return (await store.listPeople()).find((known) => known.name === name);
}

/** The library answers so to a wrong password, to a name that does not exist, and to one that cannot. By name: it has copies of its classes. */
function isWrong(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && [400, 401, 422].includes(Number(error.statusCode));
}

/** Counts an attempt under `key`; the refusal where there were too many. */
export async function over(
  ctx: AuthContext,
  key: string,
  limit: AttemptLimit,
  words: Words,
): Promise<Result<never> | null> {
  const until = await ctx.store.takeAttempt(key, limit, ctx.now());
  if (until === null) return null;
  const seconds = Math.max(1, Math.ceil((until - ctx.now()) / 1000));
  return refuse('rate_limited', words.signIn.tooMany(seconds), { retryAfterSeconds: seconds });
}
