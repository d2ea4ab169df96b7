import type { EpochMs } from '../observation/observation';
import type { CauseKind, FailureStage, SaveOutcome, SaveTrigger } from '../save/save';

/** One attempt to save, as a log tells it. Times are on the clock of the machine that wrote the log. */
export interface LogSave {
  readonly outcome: SaveOutcome;
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly trigger: SaveTrigger;
  /** Peak of what copy-on-write took, as the child tells it: whole MiB. Null where no line says so. */
  readonly cowBytes: number | null;
  /** Of a failed one; null for the others. `unknown` where no line names it. */
  readonly cause: CauseKind | null;
  readonly stage: FailureStage | null;
  /** The message that names the cause, as Redis wrote it; null where none does. */
  readonly said: string | null;
  /** The line of the log, from 1, that told its end (its begin where it has none). */
  readonly line: number;
}

/** Signal with which Redis itself ends a child that is not needed any more: SIGUSR1, on Linux (redis-persistence.md, 6). */
export const CANCEL_SIGNAL = 10;
