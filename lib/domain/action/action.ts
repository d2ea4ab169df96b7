import type { EpochMs, GuardValue } from '../observation/observation';
import type { OverrideTerms } from './override';

export type ActorKind = 'user' | 'token' | 'system';
export type ActorRole = 'viewer' | 'operator' | 'admin';

/** Who asks. */
export interface Actor {
  readonly kind: ActorKind;
  readonly name: string;
  readonly role: ActorRole;
}

export type ActionKind = 'bgsave' | 'set-stop-writes';

/** `pending` until it was read back; `unknown` when that could not be done. */
export type ActionOutcome = 'pending' | 'applied' | 'not-applied' | 'conflict' | 'unknown';

/** The second person who approved an action before it was begun, with what they said; `id` is that of the approval. */
export interface ActionApproval {
  readonly id: string;
  readonly by: Actor;
  readonly note: string | null;
}

/** What an operator asked for, and what became of it. */
export interface Action {
  readonly id: string;
  readonly kind: ActionKind;
  readonly instanceId: string;
  readonly actor: Actor;
  /** Null: it needed none. */
  readonly approval: ActionApproval | null;
  readonly outcome: ActionOutcome;
  /** The guard before and after, as read back; null for a BGSAVE. */
  readonly before: GuardValue | null;
  readonly after: GuardValue | null;
  /** What was asked for: the guard value, or null for a BGSAVE. */
  readonly requestedValue: GuardValue | null;
  readonly reason: string | null;
  /** When the guard is switched off: until when, and how. */
  readonly terms: OverrideTerms | null;
  readonly runId: string | null;
  readonly requestedAt: EpochMs;
  readonly resolvedAt: EpochMs | null;
  /** One sentence for a person. */
  readonly message: string;
}

export type AuditKind =
  | ActionKind
  | 'registered'
  | 'removed'
  | 'changed-outside'
  | 'override-moved'
  | 'override-expired'
  | 'override-lost'
  /** A second person was asked, and what became of that. */
  | 'approval'
  | 'sign-in'
  | 'sign-in-failed'
  | 'sign-out'
  /** Who may do what: an account, a token or a session was made, changed or ended. */
  | 'access-changed';

/** One line of the audit trail, the records of intent and outcome folded together. */
export interface AuditEntry {
  readonly id: string;
  readonly seq: number;
  readonly at: EpochMs;
  readonly kind: AuditKind;
  readonly actor: Actor;
  readonly instanceId: string | null;
  readonly outcome: ActionOutcome;
  readonly message: string;
  readonly action: Action | null;
  readonly hash: string;
  readonly previousHash: string;
}

/** Savepoint itself: it ends overrides, and sees what was not made through it. */
export const SAVEPOINT: Actor = { kind: 'system', name: 'savepoint', role: 'operator' };
