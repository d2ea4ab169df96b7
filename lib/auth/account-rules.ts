import 'server-only';
import type { Database } from '../store/access-store';

/** A session ends so long after it began, however busy it is. */
export const SESSION_SECONDS = 24 * 60 * 60;

/** What a name of an account looks like: it stands in the audit, in commands and in addresses. */
export const NAME_FORM = /^[a-z0-9][a-z0-9._-]{0,39}$/;

export const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

/** What the library for sign-in is made of. */
export interface LibraryParts {
  readonly database: Database;
  /** Signs the cookies. */
  readonly secret: string;
  /** Under which people reach Savepoint, without a slash at the end. */
  readonly origin: string;
  readonly port: number;
}

/** Cookies of one host are shared by all its ports: two of Savepoint on one machine would sign each other out. */
export function cookieName(isHttps: boolean, what: 'session' | 'state', port: number): string {
  return isHttps ? `__Host-savepoint-${what}` : `savepoint-${what}-${port}`;
}
