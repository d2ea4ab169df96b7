import 'server-only';
import type { ActionKind, ActionOutcome, ActorKind, ActorRole, AuditKind } from '../../domain/action/action';
import type { ApprovalStatus } from '../../domain/action/approval';
import type { OverrideEnd } from '../../domain/action/override';
import type { EpochMs, GuardValue } from '../../domain/observation/observation';
import type { JsonText } from './json-text';

export interface ActionsTable {
  readonly id: string;
  readonly kind: ActionKind;
  readonly instance_id: string;
  readonly actor_kind: ActorKind;
  readonly actor_name: string;
  readonly actor_role: ActorRole;
  readonly outcome: ActionOutcome;
  readonly before_value: GuardValue | null;
  readonly after_value: GuardValue | null;
  readonly requested_value: GuardValue | null;
  readonly reason: string | null;
  /** OverrideTerms; null when the guard is not switched off. */
  readonly terms: JsonText | null;
  readonly run_id: string | null;
  readonly requested_at: EpochMs;
  readonly resolved_at: EpochMs | null;
  readonly message: string;
  /** ActionApproval; null where no second person was needed. */
  readonly approval: JsonText | null;
  /** The audit record of the intent. */
  readonly audit_seq: number;
}

/** Overrides, also those that have ended; at most one of an instance is open. */
export interface OverridesTable {
  /** That of the action which switched the guard off. */
  readonly id: string;
  readonly instance_id: string;
  readonly run_id: string | null;
  readonly actor: string;
  readonly reason: string | null;
  readonly since: EpochMs;
  readonly until_kind: OverrideEnd['kind'];
  readonly until_at: EpochMs | null;
  readonly set_at: EpochMs;
  readonly set_redis_time: number | null;
  readonly save_time: number | null;
  /** 1 or 0. */
  readonly rewritten: number;
  readonly expired_at: EpochMs | null;
  readonly expired_why: string | null;
  readonly ended_at: EpochMs | null;
}

/** What was asked of a second person, also what is over; at most one of an instance waits. */
export interface ApprovalsTable {
  readonly id: string;
  readonly instance_id: string;
  /** Asker. */
  readonly asker: JsonText;
  /** SetStopWritesRequest. */
  readonly request: JsonText;
  readonly asked_at: EpochMs;
  readonly ends_at: EpochMs;
  readonly status: ApprovalStatus;
  /** Actor. */
  readonly decided_by: JsonText | null;
  readonly decided_at: EpochMs | null;
  readonly note: string | null;
  readonly action_id: string | null;
  /** The audit record of the asking. */
  readonly audit_seq: number;
}

/** Append-only: triggers refuse anything else. Each hash covers all other columns of its record. */
export interface AuditTable {
  readonly seq: number;
  readonly id: string;
  /** The first record of the entry that this one belongs to; its own seq when it is the first. */
  readonly entry_seq: number;
  readonly at: EpochMs;
  readonly kind: AuditKind;
  readonly instance_id: string | null;
  readonly body: JsonText;
  readonly previous_hash: string;
  readonly hash: string;
}

/** One row: the end of the chain. Taking a number from it also makes writers of the audit wait for each other. */
export interface AuditHeadTable {
  readonly id: number;
  readonly seq: number;
  readonly hash: string;
}

export interface IdempotencyKeysTable {
  readonly key: string;
  readonly request_hash: string;
  readonly reserved_at: EpochMs;
  readonly status: number | null;
  readonly body: string | null;
}

/** The latest bulk saves, each as who runs it told of it last. */
export interface BulkSavesTable {
  readonly id: string;
  readonly begun_at: EpochMs;
  readonly ended_at: EpochMs | null;
  readonly body: JsonText;
  /** Who asked for its stop at whichever Savepoint. */
  readonly stop_asked: JsonText | null;
}
