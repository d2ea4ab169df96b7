import type { Actor, ActorRole } from './action';
import type { SetStopWritesRequest } from './action-guards';
import type { Environment, RegisteredInstance } from '../instance/instance';
import type { EpochMs, GuardValue } from '../observation/observation';
import type { ApiToken, Person, Principal, TokenMaker } from '../access/principal';
import type { Refusal } from '../result';
import type { Words } from '../words/words';

/** For so long a second person may approve; nothing happens by itself after that. */
export const APPROVAL_MS = 15 * 60 * 1000;

/** `void`: what was asked for no longer holds, or who asked may not do it any more. */
export type ApprovalStatus = 'waiting' | 'approved' | 'declined' | 'withdrawn' | 'expired' | 'void';

/** Who asked, and by what it is known later whether they still may, and who else is the same person. */
export interface Asker {
  readonly actor: Actor;
  /** Null: a token, or somebody whom a proxy vouches for. */
  readonly personId: string | null;
  /** A token that was made here; null for a person, and for the token of the environment. */
  readonly tokenId: string | null;
  readonly tokenMadeBy: TokenMaker | null;
}

/** A switch of the guard to "no" that waits for a second person, or did. It is no action: nothing was sent for it. */
export interface Approval {
  readonly id: string;
  readonly instanceId: string;
  readonly asker: Asker;
  /** As it was asked for; it runs unchanged, or not at all. */
  readonly request: SetStopWritesRequest;
  readonly askedAt: EpochMs;
  readonly endsAt: EpochMs;
  readonly status: ApprovalStatus;
  /** Who ended it: the second person, the asker, or Savepoint; null while it waits. */
  readonly decidedBy: Actor | null;
  readonly decidedAt: EpochMs | null;
  /** What the second person said with it, or why it is void, in English. */
  readonly note: string | null;
  /** What was done once it was approved. */
  readonly actionId: string | null;
}

/** How it ended without an approval. */
export interface ApprovalEnd {
  readonly status: Exclude<ApprovalStatus, 'waiting' | 'approved'>;
  readonly by: Actor;
  readonly at: EpochMs;
  readonly note: string | null;
}

/** What a second person gives with an approval. */
export interface Decision {
  /** The name of the instance, typed. */
  readonly confirm: string | null;
  readonly note: string | null;
}

/** Does this switch need a second person, where that is the rule in these environments? Turning the guard on never does. */
export function needsSecondPerson(
  { environment }: Pick<RegisteredInstance, 'environment'>,
  value: GuardValue,
  environments: readonly Environment[],
): boolean {
  return value === 'no' && environments.includes(environment);
}

/** As whom `principal` asks. */
export function askerOf({ actor, session, token }: Principal): Asker {
  return {
    actor,
    personId: session?.personId ?? null,
    tokenId: token?.id ?? null,
    tokenMadeBy: token?.madeBy ?? null,
  };
}

/**
 * Who asked, with the role that they have now; null when they may not act any more: the account is switched off or gone, the role
 * lowered, the token ended. Of somebody whom a proxy vouches for nothing else is known than when they asked.
 */
export function askerNow(
  { actor, personId, tokenId }: Asker,
  people: readonly Person[],
  tokens: readonly ApiToken[],
  now: EpochMs,
): Actor | null {
  if (personId !== null) {
    const person = people.find(({ id }) => id === personId);
    return person === undefined || person.disabled ? null : acting(actor, person.role);
  }
  if (tokenId === null) return acting(actor, actor.role);
  const token = tokens.find(({ id }) => id === tokenId);
  const isOver = token === undefined || (token.endsAt !== null && token.endsAt <= now);
  return isOver ? null : acting(actor, token.role);
}

function acting(actor: Actor, role: ActorRole): Actor | null {
  return role === 'viewer' ? null : { ...actor, role };
}

/**
 * Why `principal` is no second person for what was asked; null when they are. Only somebody with an account is: a token may be anybody's,
 * and a proxy cannot be asked who it was again.
 */
export function checkSecondPerson({ asker }: Approval, principal: Principal, words: Words): Refusal | null {
  const { actor, session } = principal;
  const { approval, signIn } = words;
  if (session === null) return forbidden(approval.needsAccount);
  if (actor.role === 'viewer') return forbidden(signIn.mayNot(actor.role));
  return isSamePerson(asker, actor, session.personId) ? forbidden(approval.samePerson) : null;
}

/** By account, also by the one that made the token that asked; by name as well where a proxy vouched, or no account is known. */
function isSamePerson(asker: Asker, actor: Actor, personId: string): boolean {
  if (asker.personId !== null) return asker.personId === personId;
  if (asker.tokenMadeBy?.personId === personId) return true;
  const name = asker.actor.kind === 'user' ? asker.actor.name : (asker.tokenMadeBy?.name ?? null);
  return name !== null && name.toLowerCase() === actor.name.toLowerCase();
}

/**
 * Did this principal ask for it? Any session of that account, or the same token, or the same name from a proxy; and whoever is no second
 * person for it because they are the same one, by their account: else nobody could take it back but the script that asked.
 */
export function isAsker({ asker }: Approval, principal: Principal): boolean {
  const { actor, session } = principal;
  if (session !== null) return isSamePerson(asker, actor, session.personId);
  return asker.personId === null && asker.actor.kind === actor.kind && asker.actor.name === actor.name;
}

/** Why nothing can be decided any more; null while it waits. */
export function checkWaiting({ status, endsAt }: Approval, now: EpochMs, { approval }: Words): Refusal | null {
  const seen = status === 'waiting' && now >= endsAt ? 'expired' : status;
  return seen === 'waiting' ? null : { code: 'not_possible', message: approval.over[seen], details: {} };
}

function forbidden(message: string): Refusal {
  return { code: 'forbidden', message, details: {} };
}
