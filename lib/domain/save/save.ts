import type { Evidence } from '../cause/evidence';
import type { EpochMs } from '../observation/observation';

export type SaveOutcome = 'running' | 'saved' | 'failed' | 'cancelled' | 'unknown';
export type SaveTrigger = 'save-point' | 'operator' | 'other-client' | 'replication' | 'unknown';
export type SaveSource = 'observed' | 'counted' | 'log';
export type Confidence = 'certain' | 'likely' | 'possible' | 'unknown';

export type CauseKind =
  | 'fork-memory'
  | 'fork-limit'
  | 'disk-full'
  | 'permission'
  | 'path-missing'
  | 'read-only-fs'
  | 'child-killed'
  | 'io-error'
  | 'file-limit'
  | 'name-taken'
  | 'tampered'
  | 'unknown';

/** Where in the attempt it failed, as far as counters tell: before a child existed, or in the child. */
export type FailureStage = 'fork' | 'child';

/** Why a save failed, with the evidence for and against. `unknown` is an honest kind. */
export interface Cause {
  readonly kind: CauseKind;
  readonly confidence: Confidence;
  readonly stage: FailureStage | null;
  readonly evidence: readonly Evidence[];
  readonly against: readonly Evidence[];
}

/** One RDB attempt, or (`attempts` > 1) several of which only the number and a common outcome are known. */
export interface Save {
  readonly id: string;
  readonly instanceId: string;
  readonly runId: string | null;
  readonly outcome: SaveOutcome;
  /** Did it leave a snapshot on disk? Null: not known, or it still runs. False also where failed and cancelled look alike. */
  readonly snapshotWritten: boolean | null;
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly durationSeconds: number | null;
  readonly trigger: SaveTrigger;
  /** Name of who asked for it through Savepoint. */
  readonly actor: string | null;
  readonly cowBytes: number | null;
  /** How long its fork(2) took, in microseconds: no client was served meanwhile. Null where that is not known. */
  readonly forkUsec: number | null;
  readonly cause: Cause | null;
  readonly source: SaveSource;
  readonly attempts: number;
  /** The action it was asked for with, through Savepoint. One save belongs to one action at most. */
  readonly actionId: string | null;
  /** One sentence where the outcome needs explaining, as it was written down; `noteIn` tells it in another language. */
  readonly note: string | null;
}
