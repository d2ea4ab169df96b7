import 'server-only';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { username } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import { log } from '../log/log';
import { ADDRESS_HEADER } from '../domain/access/door-headers';
import { cookieName, NAME_FORM, PASSWORD_LENGTH, SESSION_SECONDS, type LibraryParts } from './account-rules';
import { limited } from './limited';

// Each costs 32 MiB and a core: more at once would keep Savepoint from watching.
const hashing = limited(2);

export function hashOf(password: string): Promise<string> {
  return hashing(() => hashPassword(password));
}

/**
 * The library for sign-in: passwords, sessions, their cookie. Only its functions are used; its own routes are not served. Sessions
 * are read from the store each time, so that one that was ended is refused at once. Import this file only with `import()`, when somebody
 * signs in: evaluating the library takes a part of the start, and where nobody signs in it is never needed.
 */
export function createLibrary(parts: LibraryParts) {
  return betterAuth({ ...libraryOptions(parts), plugins: [withNames()] });
}

export type Library = ReturnType<typeof createLibrary>;

/** What all instances of the library have in common: they share tables and cookies. */
export function libraryOptions({ database, secret, origin, port }: LibraryParts) {
  const isHttps = origin.startsWith('https:');
  return {
    database: { db: database.db as Kysely<unknown>, type: database.type, transaction: true },
    secret,
    baseURL: origin,
    basePath: '/api/session',
    telemetry: { enabled: false },
    // Ours is kept in the store and cannot be told a false address.
    rateLimit: { enabled: false },
    logger: { log: (level, message) => log[level]({ part: 'sign-in' }, message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: PASSWORD_LENGTH.most,
      password: { hash: hashOf, verify: (given) => hashing(() => verifyPassword(given)) },
    },
    user: {
      modelName: 'people',
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'viewer', input: false },
        disabled: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    session: {
      modelName: 'sessions',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      additionalFields: { confirmedAt: { type: 'date', required: false, input: false } },
    },
    account: { modelName: 'sign_in_ways', encryptOAuthTokens: true, accountLinking: { enabled: false } },
    verification: { modelName: 'verifications' },
    advanced: {
      cookiePrefix: 'savepoint',
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps },
      cookies: {
        session_token: { name: cookieName(isHttps, 'session', port), attributes: { sameSite: 'strict' } },
        // The way back from a provider begins there: a strict one would not come along.
        state: { name: cookieName(isHttps, 'state', port), attributes: { sameSite: 'lax' } },
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
  } satisfies BetterAuthOptions;
}

function withNames() {
  return username({
    displayUsername: false,
    minUsernameLength: 1,
    maxUsernameLength: 40,
    usernameValidator: (name) => NAME_FORM.test(name),
  });
}
