import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor, ActorRole } from '../domain/action';
import type { Savepoint } from '../runtime/facade';
import { ApiError } from './api-error';

type Access = Savepoint['access'];

/** `public` answers anybody; the others need a role that is at least that high. */
export type Permission = 'public' | 'read' | 'act' | 'administer';

const ROLE_RANK: Readonly<Record<ActorRole, number>> = { viewer: 1, operator: 2, admin: 3 };
const NEEDED_RANK: Readonly<Record<Permission, number>> = { public: 0, read: 1, act: 2, administer: 3 };

// Until sign-in exists the server listens on loopback alone, and whoever reaches it is this one: behind a proxy everybody whom
// that lets in. SECURITY.md says so, and a start with SAVEPOINT_PUBLIC_ORIGIN warns.
const LOCAL_OPERATOR: Actor = { kind: 'user', name: 'local operator', role: 'admin' };
const ADMIN_TOKEN: Actor = { kind: 'token', name: 'admin token', role: 'admin' };

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
    'Savepoint does not answer under this host name. Use its own address; for a proxy that checks who is asking, see SAVEPOINT_PUBLIC_ORIGIN in SECURITY.md.',
  );
}

/** Refuses a request under a foreign name. The door does so before; a handler trusts nobody. */
export function checkHost(request: Request, access: Access): void {
  if (!isOwnHost(request.headers, access)) throw foreignName();
}

/** A change asked for by a page of another site is refused (403), whoever its visitor is. */
export function checkOrigin(request: Request, access: Access): void {
  if (!isChange(request)) return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const foreignOrigin = origin !== null && !access.origins.includes(origin.toLowerCase());
  const foreignSite = site !== null && site !== 'same-origin' && site !== 'none';
  if (!foreignOrigin && !foreignSite) return;
  throw new ApiError(
    'forbidden',
    'This change was asked for by a page of another origin, so it was not made. Use Savepoint under its own address; for a proxy that checks who is asking, see SAVEPOINT_PUBLIC_ORIGIN in SECURITY.md.',
  );
}

function sameSecret(given: string, secret: string): boolean {
  // Digests have one length, which timingSafeEqual needs, and tell nothing about the length of the secret.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** Who asks: the bearer of the admin token, or, without an Authorization header, the local operator. Else 401. */
export function actorOf(request: Request, access: Access): Actor {
  const authorization = request.headers.get('authorization');
  if (authorization === null) return LOCAL_OPERATOR;
  const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
  if (token !== undefined && access.adminToken !== null && sameSecret(token, access.adminToken)) return ADMIN_TOKEN;
  throw new ApiError('unauthenticated', 'This token is not valid. Send "Authorization: Bearer" with a valid token.');
}

export function checkPermission(actor: Actor, permission: Permission): void {
  if (ROLE_RANK[actor.role] >= NEEDED_RANK[permission]) return;
  throw new ApiError('forbidden', `The role ${actor.role} may not do this.`);
}
