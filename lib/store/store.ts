import 'server-only';
import type { Action, ActionOutcome, AuditEntry } from '../domain/action/action';
import type { Approval, ApprovalEnd } from '../domain/action/approval';
import type { InstanceEvent } from '../domain/event/event';
import type { TimeSpan } from '../domain/event/time-span';
import type { Exposure, ExposureSample } from '../domain/picture/exposure';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { EpochMs, GuardValue } from '../domain/observation/observation';
import type { JoinedRow, KnownRow } from '../domain/redis-log/joined';
import type { Override } from '../domain/action/override';
import type { AttemptCount } from '../domain/picture/picture';
import type { ExposureRequest, PictureAxis } from '../domain/picture/picture-axis';
import type { Save } from '../domain/save/save';
import type { WatchStart } from '../domain/event/watched-time';
import type { AccessStore } from './access-store';
import type { AuditFacts } from './audit-facts';
import type { Claim } from './claims';
import type { GroupStore } from './group-store';
import type { BulkStore } from './bulk-store';
import type { IncidentStore } from './incident-store';
import type { Members } from './members';
import type { NoticeStore } from './notice-store';
import type { Page, PageRequest, SavesRequest } from './page';

/** What the monitor must remember of an instance across a restart of Savepoint: its own JSON, opaque here. */
export interface WatchMemory {
  readonly at: EpochMs;
  readonly json: string;
  /** Names this one, above 0, for changes that will be told beside it. Absent: there will be none. */
  readonly mark?: number;
}

/** The same where little is otherwise than in the whole memory with the mark `since`. */
export interface MemoryChanges {
  readonly at: EpochMs;
  readonly since: number;
  /** What is otherwise, in the monitor's own JSON. */
  readonly changes: string;
  /** All of it: asked for, and kept, where the whole memory that is kept has another mark. */
  readonly whole: () => WatchMemory;
}

/** What is remembered, as it was kept: the last whole memory, and what is otherwise since. Absent: nothing. */
export interface KeptMemory extends Omit<WatchMemory, 'mark'> {
  readonly changes?: string;
}

/** All that one turn of the monitor wants kept; written in one transaction. Saves are inserted, or replaced by id. */
export interface TurnRecord {
  readonly saves: readonly Save[];
  readonly events: readonly InstanceEvent[];
  readonly outsideChanges: readonly OutsideChange[];
  /** Steps of time that are over. Of a step that is told again the most is kept. */
  readonly exposure: readonly ExposureSample[];
  readonly memory: WatchMemory | MemoryChanges;
}

/** What the history knows of some time of one instance. */
export interface KnownTime {
  readonly rows: readonly KnownRow[];
  readonly gaps: readonly TimeSpan[];
}

/** What was read in a log: rows to keep, and the reader's own JSON of how far it came, opaque here. */
export interface LogRecord {
  readonly rows: readonly JoinedRow[];
  readonly place: string;
}

/** What is kept of one instance and shows in a picture: see domain/picture.ts. */
export interface PictureRecords {
  readonly instanceId: string;
  /** Added up by column and outcome. */
  readonly attempts: readonly AttemptCount[];
  /** Gaps, restarts and changes of the guard, oldest first. */
  readonly events: readonly InstanceEvent[];
  readonly starts: readonly WatchStart[];
}

/** A change of a setting that was seen but not made here; becomes a `changed-outside` audit entry. */
export interface OutsideChange {
  readonly at: EpochMs;
  readonly message: string;
}

/** How an action ended. */
export interface Resolution {
  readonly outcome: Exclude<ActionOutcome, 'pending'>;
  readonly before: GuardValue | null;
  readonly after: GuardValue | null;
  readonly resolvedAt: EpochMs;
  readonly message: string;
  /** The configuration file was written as well. Absent: it was not. */
  readonly rewritten?: boolean;
  /** More is known of an action that was not applied: the same outcome, in another sentence. */
  readonly completes?: boolean;
}

/** A new end of an override, and from when it counts: see Override. */
export type OverrideMove = Pick<Override, 'runId' | 'until' | 'setAt' | 'setRedisTime' | 'saveTime'>;

/** When the end of an override had come in vain, and why: null where saves fail. */
export interface OverrideExpiry {
  readonly at: EpochMs;
  readonly why: string | null;
}

/** What an override did by itself, for the audit and for the history. */
export interface OverrideTold {
  readonly entry: AuditFacts;
  readonly event: InstanceEvent;
}

/** The first answer given to a request with an Idempotency-Key. `answer` is null while that request is in flight. */
export interface KeptAnswer {
  readonly requestHash: string;
  readonly answer: { readonly status: number; readonly body: string } | null;
}

/** What was registered, by id. `problems` are those that cannot be used as they are kept, with a sentence for a person. */
export interface RegisteredInstances {
  readonly instances: readonly RegisteredInstance[];
  readonly problems: readonly { readonly id: string; readonly message: string }[];
}

/** What is kept. One implementation over Kysely; every method rejects with `StoreError` when the engine fails. */
export interface Store extends AccessStore, BulkStore, GroupStore, IncidentStore, NoticeStore {
  /** The Savepoints that share what is kept; null where each of them records everything. */
  readonly members: Members | null;

  /** Rejects where another Savepoint records the instance. */
  recordTurn(instanceId: string, turn: TurnRecord): Promise<void>;
  /** Those of several instances, in one commit: all of them or none. */
  recordTurns(turns: readonly (readonly [instanceId: string, turn: TurnRecord])[]): Promise<void>;
  loadMemory(instanceId: string): Promise<KeptMemory | null>;

  /** How far the log of an instance was read: what `recordLog` was given last. Null: it was never read. */
  loadLogPlace(instanceId: string): Promise<string | null>;
  /** What is known of saves that started or ended from `from` to `to`, oldest first, and the time that was not watched then. */
  watchedBetween(instanceId: string, from: EpochMs, to: EpochMs): Promise<KnownTime>;
  /**
   * Keeps what a log told, and how far it was read, in one transaction. Rows are inserted, or replaced by id; one whose `key` another
   * row of the instance has already is left out, so that no save of a log is kept twice, however often it is read. Gives those that were kept.
   */
  recordLog(instanceId: string, record: LogRecord): Promise<readonly Save[]>;

  /** Rows by their ids, in no order; those that are there no more are left out. */
  savesOf(ids: readonly string[]): Promise<readonly Save[]>;
  eventsOf(ids: readonly string[]): Promise<readonly InstanceEvent[]>;
  listSaves(request: SavesRequest): Promise<Page<Save>>;
  listEvents(request: PageRequest): Promise<Page<InstanceEvent>>;

  /** What shows in the pictures of these instances on this axis: one for each of them, in their order. */
  pictureRecords(instanceIds: readonly string[], axis: PictureAxis): Promise<readonly PictureRecords[]>;
  /** The most unsaved changes of each step of time that is kept, oldest first. */
  listExposure(instanceId: string, request: ExposureRequest): Promise<readonly Exposure[]>;

  /**
   * Takes an instance for one action, until it is given back or this process ends; others who ask, in this process or another one on
   * the same data, are told who has it. Waits for nobody.
   */
  claimInstance(instanceId: string, who: string): Promise<Claim>;
  /** The same for a process of Redis, whatever instances are names of it. */
  claimRun(runId: string, who: string): Promise<Claim>;

  /**
   * Keeps the intent of an action (synced to disk) with its audit record, before anything is sent to Redis. Until it is resolved this
   * process has it open, as long as it lives. One that a second person approved takes that approval, in the same transaction. False, and
   * nothing kept, when the approval waits no more.
   */
  beginAction(action: Action): Promise<boolean>;
  /**
   * Keeps how it ended, with its audit record. An action that is resolved already (other than `unknown`) stays as it is,
   * and so does one that is `unknown` with the same message. A change of the guard that was applied ends the override of its
   * instance; one to "no" opens the next, in the same transaction.
   */
  resolveAction(id: string, resolution: Resolution): Promise<Action>;
  /** True while another process that lives has this action open: it will bring it to its end, and nobody else may. */
  isOpenElsewhere(actionId: string): Promise<boolean>;
  getAction(id: string): Promise<Action | null>;
  /** Actions still open, `pending` or `unknown`, oldest first. */
  pendingActions(): Promise<readonly Action[]>;
  /** The latest applied guard change of an instance, by the order of asking, for "who set it, and when". */
  lastGuardAction(instanceId: string): Promise<Action | null>;
  /** The latest BGSAVE that was asked for here, by the same order, however it ended. */
  lastSaveAction(instanceId: string): Promise<Action | null>;

  /** Keeps what is asked of a second person, with its audit record. False, and nothing kept, when something waits on that instance. */
  askApproval(approval: Approval): Promise<boolean>;
  getApproval(id: string): Promise<Approval | null>;
  /** Those that wait, oldest first, also where their time is over. */
  waitingApprovals(): Promise<readonly Approval[]>;
  /** Ends one that waits, with its audit record. Null, and no record, when it waits no more. */
  endApproval(id: string, end: ApprovalEnd): Promise<Approval | null>;

  /** The overrides that have not ended: of one instance, or of all. */
  openOverrides(instanceId?: string): Promise<readonly Override[]>;
  /** Moves the end of an open override, with its audit record. Null, and no record, when it has ended. */
  moveOverride(id: string, end: OverrideMove, entry: AuditFacts): Promise<Override | null>;
  /** Keeps that the end of an override came in vain, with audit record and event, once. Null: it was kept already, or the end was moved. */
  expireOverride(
    override: Pick<Override, 'id' | 'setAt'>,
    expired: OverrideExpiry,
    told: OverrideTold,
  ): Promise<Override | null>;
  /** Ends an override that no action of ours ended; with what is told of it, if anything. False when it had ended. */
  endOverride(id: string, at: EpochMs, told: OverrideTold | null): Promise<boolean>;

  listAudit(request: PageRequest): Promise<Page<AuditEntry>>;
  /**
   * Entries that have a record after `seq` (0: from the start), in the order of their latest record. An entry's `seq` is
   * that of its latest record: the greatest one seen is where to go on.
   */
  auditEntriesSince(seq: number, limit: number): Promise<readonly AuditEntry[]>;
  /** The seq of the latest record; 0 while there is none. */
  latestAuditSeq(): Promise<number>;

  /** A hash of `text` that is keyed with a secret and the same over restarts: of what may hold a password. */
  fingerprint(text: string): string;
  /** Reserves a key: null when it is new and now ours; else what was kept. Keys older than seven days are forgotten. */
  reserveKey(key: string, requestHash: string, at: EpochMs): Promise<KeptAnswer | null>;
  keepAnswer(key: string, answer: { status: number; body: string }): Promise<void>;
  /** Forgets a key that has no answer yet. */
  releaseKey(key: string): Promise<void>;

  listRegistered(): Promise<RegisteredInstances>;
  /** Keeps an instance with its audit record, in one transaction. False, and nothing kept, when its id is taken. */
  addRegistered(instance: RegisteredInstance, entry: AuditFacts): Promise<boolean>;
  /**
   * Removes an instance and what the monitor remembers of it, with its audit record, in one transaction: whoever gets the
   * id next is not its restart. Its incident is closed with that word. History and audit stay. False, and no record, when there is none of that id.
   */
  removeRegistered(id: string, entry: AuditFacts): Promise<boolean>;

  /** Appends one entry of a single record: what was done is done already. */
  keepEntry(entry: AuditFacts): Promise<void>;

  /**
   * Deletes history (saves and their sums, events, exposure) older than `before`, `batch` rows at most; returns how many went. Never the
   * audit, and no incident: one that reaches back there says what it lost.
   */
  prune(before: EpochMs, batch: number): Promise<number>;
  /** The same for the exposure of single minutes, which is kept for a day. */
  pruneMinutes(before: EpochMs, batch: number): Promise<number>;
  /**
   * Sums up some instances in a third of a day, the newest that was kept before there were sums; false once nothing is left. Until then the
   * picture of long ranges adds up the rows of that time.
   */
  sumOlder(): Promise<boolean>;
  /** Rejects when the store does not answer or cannot be written. */
  check(): Promise<void>;
  close(): Promise<void>;
}
