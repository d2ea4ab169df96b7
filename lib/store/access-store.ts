import 'server-only';
import type { ActorRole } from '../domain/action/action';
import type { EpochMs } from '../domain/observation/observation';
import type { ApiToken, Person, Session } from '../domain/access/principal';
import type { AuditFacts } from './audit-facts';

/** At most so many attempts in any stretch of so many milliseconds. */
export interface AttemptLimit {
  readonly most: number;
  readonly windowMs: number;
}

/** What becomes different about somebody; what is not given stays. Their sessions end, but for `keepSession`. */
export interface PersonChange {
  readonly role?: ActorRole;
  readonly disabled?: boolean;
  readonly passwordHash?: string;
  readonly keepSession?: string;
}

/** Which sessions: all that fit everything that is given. */
export interface SessionsOf {
  readonly id?: string;
  readonly personId?: string;
  readonly exceptId?: string;
}

/** A session that the library has made of somebody whom a provider knows. */
export interface ProviderSession {
  readonly sessionId: string;
  readonly personId: string;
  readonly name: string;
  /** Taken where somebody else has the name. */
  readonly otherName: string;
  readonly role: ActorRole;
  readonly at: EpochMs;
  /** When the provider saw that person. */
  readonly confirmedAt: EpochMs;
  /** The session in which the same person asked to be confirmed; it ends. */
  readonly replaces: string | null;
}

/** `other-session`: what was to be replaced is not theirs, or has ended. But for `opened` the new session has ended too. */
export type OpenedSession =
  { readonly kind: 'opened'; readonly roleBefore: ActorRole } | { readonly kind: 'disabled' | 'other-session' };

/** The database itself, for the library that keeps accounts and sessions in tables of its own. */
export interface Database {
  readonly db: unknown;
  /** In which form it is to keep yes and no, and times: as numbers and text, on every engine. */
  readonly type: 'sqlite';
}

/** The part of the store that keeps who may do what. */
export interface AccessStore {
  /** By name. */
  listPeople(): Promise<readonly Person[]>;
  /** Is there anybody with the role admin whose account is not switched off; with `password`, who signs in with one? */
  hasAdministrator(way?: 'password'): Promise<boolean>;
  /** Keeps somebody who signs in with a password, with the audit record. False, and nothing kept, when the name is taken. */
  addPerson(person: Person, passwordHash: string, entry: AuditFacts): Promise<boolean>;
  /** Changes somebody and ends their sessions, with the audit record; never the last administrator into something else. */
  changePerson(
    id: string,
    change: PersonChange,
    entry: AuditFacts,
  ): Promise<'changed' | 'not-found' | 'last-administrator'>;
  /** Those that have not ended at `now`, the latest seen first. */
  listSessions(of: SessionsOf, now: EpochMs): Promise<readonly Session[]>;
  /** Ends sessions, with an audit record if there were any; gives how many. */
  endSessions(of: SessionsOf, entry: AuditFacts | null): Promise<number>;
  touchSession(id: string, at: EpochMs): Promise<void>;
  /** Makes name, role and time of a provider count for a new session, with the records that `tell` makes of it. */
  openProviderSession(
    session: ProviderSession,
    tell: (name: string, roleBefore: ActorRole) => readonly AuditFacts[],
  ): Promise<OpenedSession>;

  listTokens(): Promise<readonly ApiToken[]>;
  /** The token with this hash that has not ended at `now`. */
  tokenOfHash(hash: string, now: EpochMs): Promise<ApiToken | null>;
  /** Keeps a token by its hash, with its audit record, in one transaction. */
  addToken(token: ApiToken, hash: string, entry: AuditFacts): Promise<void>;
  /** Ends a token, with its audit record. False, and no record, when there is none of that id. */
  endToken(id: string, entry: AuditFacts): Promise<boolean>;
  /** Counts an attempt under `key`: null when it may be made, else when the next one may. */
  takeAttempt(key: string, limit: AttemptLimit, now: EpochMs): Promise<EpochMs | null>;
  forgetAttempts(key: string): Promise<void>;
  readonly database: Database;
}
