import 'server-only';
import type { ActorRole } from '../../domain/action/action';
import type { EpochMs } from '../../domain/observation/observation';

/** Kept by the library for sign-in as well: its names of columns, and its times, which are text in ISO 8601. */
export interface PeopleTable {
  readonly id: string;
  /** Of a local account also its username. */
  readonly name: string;
  readonly username: string | null;
  readonly email: string;
  /** 1 or 0. */
  readonly emailVerified: number;
  readonly image: string | null;
  readonly role: ActorRole;
  /** 1 or 0. */
  readonly disabled: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The library's. The token is of no use without the secret that the cookie is signed with. */
export interface SessionsTable {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: string;
  /** When it was seen, to within ten minutes. */
  readonly updatedAt: string;
  readonly expiresAt: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  /** When a provider saw that person; null: at the beginning of the session. */
  readonly confirmedAt: string | null;
}

/** The library's: a password, or an account at a provider. Columns that only it knows are left out. */
export interface SignInWaysTable {
  readonly id: string;
  readonly accountId: string;
  readonly providerId: string;
  readonly userId: string;
  readonly password: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ApiTokensTable {
  readonly id: string;
  readonly name: string;
  readonly role: ActorRole;
  /** SHA-256 of the token, in hex: it is random, so nobody finds it by trying. */
  readonly hash: string;
  readonly created_by: string;
  readonly created_by_id: string | null;
  readonly created_at: EpochMs;
  readonly ends_at: EpochMs | null;
}

/** Attempts to sign in, by account, address or session. */
export interface SignInAttemptsTable {
  readonly key: string;
  readonly at: EpochMs;
}
