import 'server-only';
import type { ActorRole } from '../domain/action/action';
import { isConfirmed, type Principal } from '../domain/access/principal';
import type { Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';
import { ApiError } from './api-error';

type Access = Savepoint['access'];

/** `public` answers anybody; the others need a role that is at least that high. */
export type Permission = 'public' | 'read' | 'act' | 'administer';

const ROLE_RANK: Readonly<Record<ActorRole, number>> = { viewer: 1, operator: 2, admin: 3 };
const NEEDED_RANK: Readonly<Record<Permission, number>> = { public: 0, read: 1, act: 2, administer: 3 };

const SAFE_METHODS = new Set(['GET', 'HEAD']);

export function isChange(request: Request): boolean {
  return !SAFE_METHODS.has(request.method);
}

/** A rebound name is same-origin for the browser: the Host header is all that gives it away. */
export function isOwnHost(headers: Pick<Headers, 'get'>, access: Access): boolean {
  return access.hosts.includes(headers.get('host')?.toLowerCase() ?? '');
}

/** The answer to a request under a name that is not Savepoint's own (421). */
export function foreignName(): ApiError {
  return new ApiError(
    'misdirected',
    'Savepoint does not answer under this host name. Use its own address; for one behind a proxy, see SAVEPOINT_PUBLIC_ORIGIN in SECURITY.md.',
  );
}

/** Refuses a request under a foreign name. The door does so before; a handler trusts nobody. */
export function checkHost(request: Request, access: Access): void {
  if (!isOwnHost(request.headers, access)) throw foreignName();
}

/**
 * A change asked for by a page of another site is refused (403), whoever its visitor is. What a browser adds by itself (a cookie, or what
 * a proxy vouches for) proves nothing: then the origin must be told, and be ours. A bearer token comes from a script, which tells none.
 */
export function checkOrigin(request: Request, access: Access, principal: Principal | null): void {
  if (!isChange(request)) return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const needsOrigin = comesFromBrowser(principal);
  const foreignOrigin = origin === null ? needsOrigin : !access.origins.includes(origin.toLowerCase());
  const foreignSite = site !== null && site !== 'same-origin' && (needsOrigin || site !== 'none');
  if (!foreignOrigin && !foreignSite) return;
  throw new ApiError(
    'forbidden',
    'This change was not asked for by a page of Savepoint, so it was not made. Open Savepoint under its own address (behind a proxy: SAVEPOINT_PUBLIC_ORIGIN); scripts send a bearer token.',
  );
}

/** By a cookie, by what a proxy adds, or to sign in: all of it a browser does by itself, whoever asks it to. */
export function comesFromBrowser(principal: Principal | null): boolean {
  return principal === null || principal.by === 'session' || principal.by === 'proxy';
}

/** Who asks. Without a valid token or an open session 401. */
export async function principalOf(request: Request, { auth }: Savepoint, { signIn }: Words): Promise<Principal> {
  const principal = await auth.principalOf(request.headers);
  if (principal !== null) return principal;
  const hasToken = /^bearer\b/i.test(request.headers.get('authorization') ?? '');
  throw new ApiError('unauthenticated', hasToken ? signIn.badToken : signIn.needed);
}

export function checkPermission({ actor, readsOnly }: Principal, permission: Permission, { signIn }: Words): void {
  if (readsOnly === true && permission !== 'read') throw new ApiError('store_unavailable', signIn.onlyReads);
  if (mayDo(actor.role, permission)) return;
  throw new ApiError('forbidden', signIn.mayNot(actor.role));
}

/** Has this role the permission? */
export function mayDo(role: ActorRole, permission: Permission): boolean {
  return ROLE_RANK[role] >= NEEDED_RANK[permission];
}

/** For what somebody at a page that was left open must not do: 403 unless they showed who they are a short time ago. */
export function checkConfirmed(principal: Principal, now: number, { signIn }: Words): void {
  if (isConfirmed(principal, now)) return;
  const atProvider = principal.session?.confirmsBy === 'provider';
  throw new ApiError('reauth_required', atProvider ? signIn.confirmNeededAtProvider : signIn.confirmNeeded);
}
