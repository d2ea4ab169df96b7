import 'server-only';
import type { Auth } from '../auth/auth';
import type { Action, Actor, AuditEntry } from '../domain/action/action';
import type { BgsaveRequest, SetStopWritesRequest } from '../domain/action/action-guards';
import type { BulkRequest, BulkSave } from '../domain/action/bulk';
import type { BulkPlan } from '../domain/action/bulk-plan';
import type { Approval, Decision } from '../domain/action/approval';
import type { InstanceEvent } from '../domain/event/event';
import type { InstanceView } from '../domain/state/instance-view';
import type { EpochMs, GuardValue } from '../domain/observation/observation';
import type { OverrideEnd } from '../domain/action/override';
import type { ToldIncident } from '../domain/incident/tell-incident';
import type { Picture } from '../domain/picture/picture';
import type { PictureRange } from '../domain/picture/picture-axis';
import type { Plan, PlanRequest } from '../domain/action/plan';
import type { Principal } from '../domain/access/principal';
import type { RawInfo } from '../domain/observation/raw-info';
import type { RegistrationInput } from '../domain/instance/registration';
import type { Result } from '../domain/result';
import type { RunbookKind } from '../domain/runbook/runbook';
import type { Save } from '../domain/save/save';
import type { InLanguage, Words } from '../domain/words/words';
import type { GroupState } from '../groups/groups';
import type { ReceiverState, Trial } from '../notify/notices';
import type { KeptAnswer } from '../store/store';
import type { Page, PageRequest, SavesRequest } from '../store/page';
import type { IncidentFacade } from './incident-facade';
import type { MadeRunbook } from './runbook';

/** What changed, for open pages. */
export type Change =
  /** In any language: made when a page of that language listens. */
  | { readonly kind: 'instance'; readonly view: InLanguage<InstanceView> }
  /** Nothing changed but the age: the time of the latest facts of each instance. */
  | {
      readonly kind: 'pulse';
      readonly at: EpochMs;
      readonly observedAt: Readonly<Record<string, EpochMs>>;
      readonly storeProblem: string | null;
    }
  | { readonly kind: 'save'; readonly save: Save }
  | { readonly kind: 'event'; readonly event: InstanceEvent }
  | { readonly kind: 'audit'; readonly entry: AuditEntry }
  /** It opened, changed or closed, or somebody added something to it. */
  | { readonly kind: 'incident'; readonly incident: InLanguage<ToldIncident> }
  /** An instance was registered or removed. */
  | { readonly kind: 'fleet'; readonly at: EpochMs };

/** All that routes and pages may ask of Savepoint, in domain types; it speaks English unless asked to speak otherwise. */
export interface Savepoint {
  /** The same Savepoint, in other words: views, plans and refusals. What it records stays English. */
  speaking(words: Words): Savepoint;
  now(): EpochMs;
  /** Worst first: by state, then production first, then the longest. */
  instances(): readonly InstanceView[];
  instance(id: string): InstanceView | null;
  /** Entries of the configuration, and registered instances, that are not watched, and logs that are not read: a sentence each. */
  configProblems(): readonly string[];
  /** The groups whose nodes are found while it runs, in the order of the configuration. */
  groups(): readonly GroupState[];
  /** Why history and audit cannot be written; null while they can. Then actions are refused, and what is seen is told on. */
  storeProblem(): string | null;
  /** Milliseconds since a poll ended last, whichever instance it was of; null before the first. */
  sincePollMs(): number | null;
  /** What answers on 127.0.0.1:6379 while nothing is registered: its software and version; null when nothing does. */
  findLocal(): Promise<{ readonly url: string; readonly found: string } | null>;

  register(input: RegistrationInput, actor: Actor): Promise<Result<InstanceView>>;
  remove(id: string, actor: Actor): Promise<Result<null>>;

  /** What Redis says to INFO now, as it sent it; nothing of it is kept. */
  rawInfo(id: string): Promise<Result<RawInfo>>;
  /** What to do, step by step: by the cause as it is known now, or for another one. Redis is not asked. */
  runbook(id: string, asked: RunbookKind | null): Result<MadeRunbook>;
  plan(id: string, request: PlanRequest): Promise<Result<Plan>>;
  triggerBgsave(
    id: string,
    request: BgsaveRequest,
    actor: Actor,
  ): Promise<Result<{ action: Action; save: Save | null }>>;
  /** Which of these instances a bulk save would ask, and in what order; each is looked at now, nothing is changed. */
  planBulk(ids: readonly string[]): Promise<BulkPlan>;
  /** Saves several, one at a time of each host; there is one bulk save at a time. */
  startBulk(request: BulkRequest, actor: Actor): Promise<Result<BulkSave>>;
  /** Whichever Savepoint on the data runs it; null where there is none of that id any more. */
  bulkSave(id: string): Promise<BulkSave | null>;
  latestBulk(): Promise<BulkSave | null>;
  /** Nothing more of it is begun; saves that run go on. */
  stopBulk(id: string, actor: Actor): Promise<Result<BulkSave>>;
  setStopWrites(
    id: string,
    request: SetStopWritesRequest,
    actor: Actor,
  ): Promise<Result<{ action: Action; view: InstanceView }>>;

  /** Must a second person approve that the guard of this instance is set to `value`? */
  needsSecondPerson(id: string, value: GuardValue): boolean;
  /** Asks a second person for a switch of the guard: all that is checked before one is checked, and nothing is sent. */
  askApproval(
    id: string,
    request: SetStopWritesRequest,
    principal: Principal,
  ): Promise<Result<{ approval: Approval; view: InstanceView }>>;
  getApproval(approvalId: string): Promise<Approval | null>;
  /** Approves what another person asked for, and does it as they asked for it. Asked again by the same person: what became of it. */
  approve(
    approvalId: string,
    decision: Decision,
    principal: Principal,
  ): Promise<Result<{ action: Action; view: InstanceView }>>;
  decline(approvalId: string, note: string | null, principal: Principal): Promise<Result<Approval>>;
  withdraw(approvalId: string, principal: Principal): Promise<Result<Approval>>;

  /** Moves the end of the override that is open on an instance; gives the instance as it is then. */
  moveOverride(id: string, until: OverrideEnd, actor: Actor): Promise<Result<InstanceView>>;

  /** What there was of failing saves and refused writes, with what people wrote down. */
  readonly incidents: IncidentFacade;

  listSaves(request: SavesRequest): Promise<Page<Save>>;
  listEvents(request: PageRequest): Promise<Page<InstanceEvent>>;
  /** The history of one instance as one picture; null when there is none of that id. */
  picture(id: string, range: PictureRange): Promise<Picture | null>;
  /** Those of all instances, or of the `most` worst, worst first, without their changes. */
  pictures(range: PictureRange, most?: number): Promise<readonly Picture[]>;
  /** The same of those with these ids, in their order; who is not watched has none. */
  picturesOf(range: PictureRange, ids: readonly string[]): Promise<readonly Picture[]>;
  getAction(id: string): Promise<Action | null>;
  listAudit(request: PageRequest): Promise<Page<AuditEntry>>;

  /** Who is told elsewhere, in the order of the configuration, and how that goes. */
  receivers(): Promise<readonly ReceiverState[]>;
  /** Sends a test notice to one of them, and waits for the answer. */
  testReceiver(name: string): Promise<Result<Trial>>;

  /** Idempotency keys: see Store. */
  fingerprint(text: string): string;
  reserveKey(key: string, requestHash: string): Promise<KeptAnswer | null>;
  keepAnswer(key: string, answer: { status: number; body: string }): Promise<void>;
  releaseKey(key: string): Promise<void>;

  /** Calls back on each change until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void;
  /** Aborted when Savepoint shuts down: open streams end then, or Next waits for them. */
  readonly closing: AbortSignal;
  health(): Promise<{ readonly ready: boolean; readonly problem: string | null }>;
  /** Who is asking; people, sessions and tokens. */
  readonly auth: Auth;
  readonly access: {
    /** Host headers that are answered, in lower case, with port. */
    readonly hosts: readonly string[];
    /** Origins that may change things. */
    readonly origins: readonly string[];
    /** Does the word of this address count for where a request came from? */
    readonly isTrustedProxy: (address: string) => boolean;
    /** The proxy that tells who asks; null: none does. */
    readonly proxy: {
      readonly userHeader: string;
      readonly groupsHeader: string;
      readonly isSecret: (given: string) => boolean;
    } | null;
  };
}
