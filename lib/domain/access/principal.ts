import type { Actor, ActorRole } from '../action/action';
import type { EpochMs } from '../observation/observation';

/** `local`: where sign-in is off, whoever reaches the loopback address. */
export type AskedBy = 'session' | 'token' | 'proxy' | 'local';

/** Who is asking, and by what Savepoint knows it. */
export interface Principal {
  readonly actor: Actor;
  readonly by: AskedBy;
  /** Known from memory, while the store cannot tell: it may only read. */
  readonly readsOnly?: true;
  readonly session: PrincipalSession | null;
  /** A token that was made here, and by whom. */
  readonly token?: { readonly id: string; readonly madeBy: TokenMaker };
}

/** How somebody shows who they are: with a password here, or at the provider. */
export type SignsInBy = 'password' | 'provider';

export interface PrincipalSession {
  readonly id: string;
  readonly personId: string;
  /** Since then it is known to be that person. */
  readonly confirmedAt: EpochMs;
  readonly confirmsBy: SignsInBy;
}

/** For so long after the password was given nobody is asked for it again. */
export const CONFIRMED_FOR_MS = 15 * 60 * 1000;

/** May what needs re-authentication be done now? Only sessions are asked: a token is given anew each time, and a proxy asks itself. */
export function isConfirmed({ session }: Principal, now: EpochMs): boolean {
  return session === null || now - session.confirmedAt < CONFIRMED_FOR_MS;
}

/** Who made a token: the name they had then, and the account, where there is one. */
export interface TokenMaker {
  readonly name: string;
  readonly personId: string | null;
}

/** As whom `principal` makes a token. One that makes another has a person behind it, who is not another person by that. */
export function makerOf({ actor, session, token }: Principal): TokenMaker {
  return token?.madeBy ?? { name: actor.name, personId: session?.personId ?? null };
}

/** Somebody with an account. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: ActorRole;
  readonly signsInBy: SignsInBy;
  /** Switched off: keeps its name in the history, and lets nobody in. */
  readonly disabled: boolean;
  readonly createdAt: EpochMs;
  /** When role, password or the account was last changed. */
  readonly changedAt: EpochMs;
}

/** Somebody signed in, in one browser. */
export interface Session {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly startedAt: EpochMs;
  /** To within ten minutes. */
  readonly seenAt: EpochMs;
  readonly endsAt: EpochMs;
  readonly address: string;
  readonly userAgent: string;
}

/** What a script carries; the secret itself is told once and kept nowhere. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly role: ActorRole;
  /** Who made it; where a token did, who made that one. */
  readonly createdBy: string;
  /** Null: no account did, or it is not known. */
  readonly createdById: string | null;
  readonly createdAt: EpochMs;
  /** Null: until it is ended by hand. */
  readonly endsAt: EpochMs | null;
}
