import 'server-only';
import type { Generated, Kysely } from 'kysely';
import type { ActionKind, ActionOutcome, ActorKind, ActorRole, AuditKind } from '../domain/action/action';
import type { ApprovalStatus } from '../domain/action/approval';
import type { EventKind } from '../domain/event/event';
import type { IncidentDraft, IncidentEnd, IncidentWait } from '../domain/incident/incident';
import type { ExposureStep } from '../domain/picture/exposure';
import type { Environment } from '../domain/instance/instance';
import type { NoticeKind } from '../domain/notice/notice';
import type { EpochMs, GuardValue } from '../domain/observation/observation';
import type { OverrideEnd } from '../domain/action/override';
import type { SaveOutcome, SaveSource, SaveTrigger } from '../domain/save/save';

/** Text that holds JSON. */
export type JsonText = string;

export interface SavesTable {
  readonly id: string;
  readonly instance_id: string;
  /** When it started, else ended, else was first recorded: what lists are ordered by. */
  readonly sort_at: EpochMs;
  readonly run_id: string | null;
  readonly outcome: SaveOutcome;
  readonly started_at: EpochMs | null;
  readonly ended_at: EpochMs | null;
  readonly duration_seconds: number | null;
  readonly trigger: SaveTrigger;
  readonly actor: string | null;
  readonly cow_bytes: number | null;
  readonly fork_usec: number | null;
  readonly cause: JsonText | null;
  readonly source: SaveSource;
  readonly attempts: number;
  readonly note: string | null;
  /** 1 or 0: SQLite has no boolean. */
  readonly snapshot_written: number | null;
  readonly action_id: string | null;
  /** Which save of its log it was joined with; null where none was. Of one instance none comes twice. */
  readonly log_key: string | null;
}

/** The saves of an instance that began in one third of a day, `at` its beginning, by outcome. */
export interface SaveSumsTable {
  readonly instance_id: string;
  readonly at: EpochMs;
  readonly outcome: SaveOutcome;
  /** Whether they wrote a snapshot: 1 or 0, and -1 where it is not known, for null is in no key. */
  readonly written: number;
  readonly attempts: number;
  readonly longest_seconds: number | null;
  readonly most_copied: number | null;
  readonly longest_fork: number | null;
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

/** One row as long as older saves are still to be counted, and none after that. */
export interface SaveSumsLeftTable {
  readonly id: number;
  readonly whole_from: EpochMs;
  /** Of the step before that, up to which instance in the order of their ids they are counted; empty where none is. */
  readonly done_to: string;
}

export interface EventsTable {
  readonly id: string;
  readonly instance_id: string;
  /** The end of the interval in which it happened. */
  readonly sort_at: EpochMs;
  readonly happened_from: EpochMs;
  readonly kind: EventKind;
  readonly detail: JsonText;
}

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

export interface RegisteredInstancesTable {
  readonly id: string;
  readonly name: string;
  readonly endpoint: JsonText;
  readonly database_number: number;
  readonly sealed_credentials: string;
  readonly environment: Environment;
  readonly expected_guard: GuardValue;
  readonly tags: JsonText;
}

export interface GroupMembersTable {
  readonly instance_id: string;
  readonly group_name: string;
  readonly host: string;
  readonly port: number;
  readonly gone_since: EpochMs | null;
  /** Keyed hash of the others but `gone_since`: whoever changes the file alone cannot have a password sent elsewhere. */
  readonly seal: string;
}

export interface WatchMemoryTable {
  readonly instance_id: string;
  readonly at: EpochMs;
  readonly memory: JsonText;
}

/** How far the log of an instance was read. */
export interface LogPlacesTable {
  readonly instance_id: string;
  readonly place: JsonText;
}

/** The most changes that were in no snapshot in one step of time. A step of which nothing is known has no row. */
export interface ExposureTable {
  readonly instance_id: string;
  readonly step_seconds: ExposureStep;
  /** The beginning of the step, a whole multiple of it. */
  readonly at: EpochMs;
  readonly most: number;
}

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

/** Incidents, also those that are closed; at most one of an instance is open. */
export interface IncidentsTable {
  readonly number: Generated<number>;
  readonly instance_id: string;
  readonly name: string;
  readonly address: string;
  readonly environment: Environment;
  readonly opened_by: IncidentDraft['openedBy'];
  readonly opened_from: EpochMs;
  readonly opened_at: EpochMs;
  /** 1 or 0, as the two below. */
  readonly already: number;
  readonly cause: JsonText | null;
  readonly refusals: IncidentDraft['refusals'];
  readonly refused_from: EpochMs | null;
  readonly refused_until: EpochMs | null;
  readonly rdb_failed: number;
  readonly aof_refused: number;
  readonly failed_before: number;
  readonly failed_in_a_row: number | null;
  readonly saved_again_at: EpochMs | null;
  readonly waits_for: IncidentWait | null;
  readonly closed_at: EpochMs | null;
  readonly closed_by: IncidentEnd | null;
  /** What of the history of its time is older was deleted. */
  readonly history_from: EpochMs | null;
}

export interface IncidentNotesTable {
  readonly id: string;
  readonly incident: number;
  readonly at: EpochMs;
  /** Actor. */
  readonly actor: JsonText;
  readonly note: string;
  readonly struck_at: EpochMs | null;
  /** Actor. */
  readonly struck_by: JsonText | null;
}

/** Each tick of a step, and each that was taken back. */
export interface IncidentChecksTable {
  readonly id: string;
  readonly incident: number;
  readonly step_id: string;
  /** 1 or 0. */
  readonly done: number;
  readonly at: EpochMs;
  /** Actor. */
  readonly actor: JsonText;
}

/** Beginnings that were told, the end of which was not. */
export interface OpenNoticesTable {
  readonly instance_id: string;
  readonly kind: NoticeKind;
  readonly dedup_key: string;
  /** InstanceNotice, as it began. */
  readonly notice: JsonText;
}

/** What still has to be delivered. */
export interface DeliveriesTable {
  readonly seq: Generated<number>;
  readonly receiver: string;
  readonly instance_id: string;
  /** InstanceNotice. */
  readonly notice: JsonText;
  readonly kept_at: EpochMs;
  readonly tries: number;
  readonly next_at: EpochMs;
}

/** How deliveries went, by the name of the receiver. */
export interface ReceiversTable {
  readonly name: string;
  readonly delivered_at: EpochMs | null;
  readonly problem: string | null;
  readonly problem_at: EpochMs | null;
}

/** One row that `check` writes, to see that the store can be written. */
export interface WriteProbeTable {
  readonly id: number;
  readonly writes: number;
}

/** A Savepoint that shares the database. Times in milliseconds by the clock of the database. Empty where it is a file. */
export interface StoreMembersTable {
  readonly id: string;
  /** Its host and process, for people. */
  readonly name: string;
  /** Of its secret key: those who share have the same. */
  readonly key_print: string;
  /** From when on it has been there without a break. */
  readonly since: EpochMs;
  /** From then on others may take it for dead. */
  readonly expires_at: EpochMs;
  /** The ids of the instances that it watches. */
  readonly watches: JsonText;
}

/** Which member records an instance. */
export interface StoreLeasesTable {
  readonly instance_id: string;
  readonly member: string;
}

/** What a member has to itself, by name. `token`: which taking of it this is. */
export interface StoreClaimsTable {
  readonly name: string;
  readonly token: string;
  readonly member: string;
  readonly who: string;
}

/** Used by releases that had one Savepoint at a time on a database. */
export interface StoreHolderTable {
  readonly id: number;
  readonly holder: string;
}

export interface Schema {
  readonly saves: SavesTable;
  readonly save_sums: SaveSumsTable;
  readonly bulk_saves: BulkSavesTable;
  readonly save_sums_left: SaveSumsLeftTable;
  readonly events: EventsTable;
  readonly actions: ActionsTable;
  readonly overrides: OverridesTable;
  readonly approvals: ApprovalsTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
  readonly idempotency_keys: IdempotencyKeysTable;
  readonly registered_instances: RegisteredInstancesTable;
  readonly group_members: GroupMembersTable;
  readonly watch_memory: WatchMemoryTable;
  readonly log_places: LogPlacesTable;
  readonly exposure: ExposureTable;
  readonly people: PeopleTable;
  readonly sessions: SessionsTable;
  readonly sign_in_ways: SignInWaysTable;
  readonly api_tokens: ApiTokensTable;
  readonly sign_in_attempts: SignInAttemptsTable;
  readonly incidents: IncidentsTable;
  readonly incident_notes: IncidentNotesTable;
  readonly incident_checks: IncidentChecksTable;
  readonly open_notices: OpenNoticesTable;
  readonly deliveries: DeliveriesTable;
  readonly receivers: ReceiversTable;
  readonly write_probe: WriteProbeTable;
  readonly store_holder: StoreHolderTable;
  readonly store_members: StoreMembersTable;
  readonly store_leases: StoreLeasesTable;
  readonly store_claims: StoreClaimsTable;
}

/** The database, or a transaction on it. */
export type Db = Kysely<Schema>;

/** Reads JSON that this folder wrote; the type is the caller's word for what it wrote. */
export function parsed<T>(text: JsonText): T {
  return JSON.parse(text) as T;
}
