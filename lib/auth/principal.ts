import 'server-only';
import type { Actor } from '../domain/action/action';
import type { Principal, PrincipalSession } from '../domain/access/principal';
import { log } from '../log/log';
import type { AuthContext } from './context';
import { hashOfToken, sameSecret } from './secrets';

/** So long without a request, and a session is over. */
export const IDLE_MS = 12 * 60 * 60 * 1000;
/** Writing down each request would be a write to disk each second. */
const SEEN_EVERY_MS = 10 * 60 * 1000;

export const LOCAL_OPERATOR: Principal = {
  actor: { kind: 'user', name: 'local operator', role: 'admin' },
  by: 'local',
  session: null,
};
/** Of the token of the environment: no other one may be called so. */
export const ADMIN_TOKEN_NAME = 'admin token';
const ADMIN_TOKEN: Principal = {
  actor: { kind: 'token', name: ADMIN_TOKEN_NAME, role: 'admin' },
  by: 'token',
  session: null,
};

/** By its token; null when that is not valid, or has ended. */
export async function principalOfToken(
  { store, now }: AuthContext,
  token: string,
  adminToken: string | null,
): Promise<Principal | null> {
  if (adminToken !== null && sameSecret(token, adminToken)) return ADMIN_TOKEN;
  const known = await store.tokenOfHash(hashOfToken(token), now());
  if (known === null) return null;
  const { id, name, role, createdBy, createdById } = known;
  const actor = { kind: 'token', name, role } as const;
  return { actor, by: 'token', session: null, token: { id, madeBy: { name: createdBy, personId: createdById } } };
}

/**
 * By the cookie of a session; null without one that is open. Where the store cannot tell, by what is remembered; rejects with its error
 * where nothing is.
 */
export async function principalOfSession(ctx: AuthContext, headers: Headers): Promise<Principal | null> {
  const { remembered } = ctx;
  if (!remembered.isAsked(headers)) return null;
  const { mark } = remembered;
  try {
    const found = await openSession(ctx, headers);
    if (found === null) remembered.forget(headers);
    else remembered.keep(mark, headers, found);
    return found?.principal ?? null;
  } catch (error) {
    const known = remembered.find(headers, ctx.now());
    if (known !== null) return known;
    throw storeErrorIn(error);
  }
}

async function openSession({ library, store, now }: AuthContext, headers: Headers) {
  const { api } = await library();
  const found = await api.getSession({ headers, query: { disableRefresh: true } });
  if (found === null || found.user.disabled) return null;
  const { id, createdAt, updatedAt, expiresAt, confirmedAt } = found.session;
  const idleMs = now() - updatedAt.getTime();
  if (idleMs > IDLE_MS || now() >= expiresAt.getTime()) return null;
  if (idleMs > SEEN_EVERY_MS) {
    await store.touchSession(id, now()).catch((error: unknown) => log.warn({ error }, 'a session could not be marked'));
  }
  const actor: Actor = { kind: 'user', name: found.user.name, role: roleOf(found.user.role) };
  const session: PrincipalSession = {
    id,
    personId: found.user.id,
    confirmedAt: (confirmedAt ?? createdAt).getTime(),
    confirmsBy: found.user.username ? 'password' : 'provider',
  };
  const endsAt = Math.min(expiresAt.getTime(), now() + IDLE_MS);
  return { principal: { actor, by: 'session', session } satisfies Principal, endsAt };
}

/** What the library gives back is text: anything else than a role is the least. */
function roleOf(role: string): Actor['role'] {
  return role === 'admin' || role === 'operator' ? role : 'viewer';
}

/** The store's error, where the library hangs it on one of its own; else the error itself. */
function storeErrorIn(error: unknown): unknown {
  for (let inner = error; inner instanceof Error; inner = inner.cause) if (inner.name === 'StoreError') return inner;
  return error;
}
