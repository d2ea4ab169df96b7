import type { Approval } from '../action/approval';
import type { Choices } from '../action/choices';
import type { Drift } from './drift';
import type { GroupView } from '../group/view-group';
import type { Environment, Origin } from '../instance/instance';
import type { NextSteps } from '../steps/next-step';
import type {
  EpochMs,
  GuardValue,
  Known,
  LoadingFacts,
  Problem,
  ReplicationFacts,
  Role,
  SavePoint,
  SaveStatus,
  Software,
} from '../observation/observation';
import type { Override } from '../action/override';
import type { ObserverView } from '../instance/observer';
import type { Withheld } from '../instance/withheld';
import type { AofCover } from './state-context';
import type { ToldCause } from '../words/told';

export type InstanceStateName =
  | 'unknown'
  | 'unreachable'
  | 'no-access'
  | 'loading'
  | 'rejecting-writes'
  | 'not-saving'
  | 'at-risk'
  | 'saving'
  | 'no-persistence'
  | 'saved';

/** Whether an action may run now, and if not, why, in a sentence. */
export interface Capability {
  readonly allowed: boolean;
  readonly reason: string | null;
}

/** Are writes refused by persistence, by what, and how do we know? `reason` says why it is unknown. */
export interface WriteAvailability {
  readonly availability: 'accepted' | 'rejected' | 'read-only' | 'unknown';
  readonly cause: 'rdb' | 'aof' | null;
  readonly evidence: 'ping' | 'derived' | null;
  readonly reason: string | null;
}

export interface RunningSave {
  /** Of its row in the history, from its begin to its end; null where the save was only just seen. */
  readonly id: string | null;
  readonly startedAt: EpochMs | null;
  readonly elapsedSeconds: number | null;
  readonly keysDone: number | null;
  readonly keysTotal: number | null;
  readonly percent: number | null;
  readonly etaSeconds: number | null;
}

/** An instance as told to a person, in one language: conclusions and the facts behind them. Times are EpochMs on our clock. */
export interface InstanceView {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly environment: Environment;
  readonly tags: Readonly<Record<string, string>>;
  readonly origin: Origin;
  /** Its place in the group that it was found by; null: it was registered by itself. */
  readonly group: GroupView | null;
  /** That it is the same process as other instances, which it names; null: as far as is known it is not. */
  readonly watchedTwice: string | null;
  readonly state: InstanceStateName;
  readonly summary: string;
  readonly quiet: boolean;
  readonly since: EpochMs | null;
  /** It was in this state already at the first look, or behind a time without facts: `since` is the latest it can have begun. */
  readonly sinceAtLeast: boolean;
  readonly observedAt: EpochMs | null;
  readonly staleAfterMs: number;
  /** The facts are fresh. False: they are as of `observedAt`, if there are any, and what was concluded from them may be over. */
  readonly live: boolean;
  readonly problem: Pick<Problem, 'code' | 'message'> | null;
  readonly server: {
    readonly software: Software | null;
    readonly version: string | null;
    readonly role: Role | null;
    readonly runId: string | null;
    readonly startedAt: EpochMs | null;
    /** Seconds that its clock is ahead of ours, below 0 for behind, 0 where they agree, null where that is not known; and what it means where they differ. */
    readonly clock: { readonly aheadSeconds: number | null; readonly message: string | null };
  };
  /** Does it answer slowly? `ms`: how long answers take, where they are slow; null: not known, as of one that was not read just now. */
  readonly answers: { readonly slow: boolean | null; readonly ms: number | null; readonly message: string | null };
  readonly observer: ObserverView;
  /** What cannot be used of this server, and what that means. Empty: nothing that is known of. */
  readonly withheld: readonly Withheld[];
  readonly replication: Omit<ReplicationFacts, 'replicationId' | 'copyingReplicas'>;
  /** Null when the server is not loading. */
  readonly loading: Omit<LoadingFacts, 'active'> | null;
  readonly writes: WriteAvailability & {
    readonly rejectedCount: number | null;
    readonly rejectedCountReason: string | null;
  };
  readonly guard: {
    readonly value: GuardValue | null;
    readonly valueReason: string | null;
    readonly expected: GuardValue;
    readonly helps: boolean | null;
    readonly override: Override | null;
    /** A second person is asked to have it switched off; null: nobody is. */
    readonly approval: Approval | null;
    /** What a failover means for an override, of this server or of the one that it took over from; null: nothing is known of one. */
    readonly failoverNote: string | null;
  };
  readonly rdb: {
    readonly savePoints: Known<readonly SavePoint[]>;
    readonly lastStatus: SaveStatus | null;
    /** Does a child save now, to disk or to a replica? Null: not known. */
    readonly inProgress: boolean | null;
    readonly lastGoodSaveAt: EpochMs | null;
    readonly lastGoodSaveReason: string | null;
    readonly changesSinceLastSave: number | null;
    readonly lastDurationSeconds: number | null;
    readonly lastCowBytes: number | null;
    readonly nextRetryAt: EpochMs | null;
    readonly nextRetryReason: string | null;
    readonly failuresInARow: number | null;
  };
  readonly aof: {
    readonly enabled: boolean | null;
    readonly lastWriteStatus: SaveStatus | null;
    readonly lastRewriteStatus: SaveStatus | null;
  };
  /** What a crash would lose, besides `rdb.changesSinceLastSave`. */
  readonly exposure: {
    /** Changes a minute that no snapshot has, about; 0: none come, null: not known. */
    readonly growsPerMinute: number | null;
    readonly aof: AofCover;
    /** When Redis saves next by itself; null with the reason. */
    readonly nextSaveAt: EpochMs | null;
    readonly nextSaveReason: string | null;
  };
  /** Settings that were set while Redis ran. */
  readonly drift: readonly Drift[];
  readonly save: RunningSave | null;
  readonly cause: ToldCause | null;
  /** The number of its open incident. */
  readonly incident: number | null;
  /** What a person does now; null where nothing is to be done. */
  readonly nextSteps: NextSteps | null;
  /** Waiting, a BGSAVE and the guard side by side; null where there is nothing to press. */
  readonly choices: Choices | null;
  readonly actions: {
    readonly bgsave: Capability & { readonly mode: 'start' | 'schedule' };
    readonly setStopWrites: Capability;
  };
}
