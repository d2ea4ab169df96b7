import type { EpochMs } from '../observation/observation';
import type { Cause, SaveOutcome } from './save';

/** What Savepoint knows of an instance's saves besides the facts of the latest poll; fed by lib/domain/saves-between. */
export interface SaveKnowledge {
  /** The save that runs now, since when on our clock; null when none runs or it is a diskless transfer. */
  readonly runningSince: EpochMs | null;
  /** A good save seen in the present run of the process, or proven for it (`rdb_last_save_time` > 1 s after the start). */
  readonly lastGoodSaveAt: EpochMs | null;
  /** A good save seen before the present run: what a restart would have loaded. */
  readonly lastGoodSaveBeforeRunAt: EpochMs | null;
  /** How the last finished attempt of this run ended, as far as we saw. */
  readonly lastOutcome: SaveOutcome | null;
  /** When the last attempt of this run began (Redis's `lastbgsave_try`), as far as we saw. */
  readonly lastAttemptAt: EpochMs | null;
  /** Why the last failed attempt failed. */
  readonly lastCause: Cause | null;
  /** Failed attempts since the last good save, as far as we counted. Null: status is err, but we saw no attempt. */
  readonly failuresInARow: number | null;
  /** A failure that no good save has followed yet, also one of an earlier run of the process. */
  readonly failureOpenSince: EpochMs | null;
  /** The last duration of a good save in this run, seconds. */
  readonly lastGoodDurationSeconds: number | null;
  /** What Redis held at the last good save that was seen in this run, bytes. */
  readonly lastGoodMemoryBytes: number | null;
}

export const NOTHING_KNOWN: SaveKnowledge = {
  runningSince: null,
  lastGoodSaveAt: null,
  lastGoodSaveBeforeRunAt: null,
  lastOutcome: null,
  lastAttemptAt: null,
  lastCause: null,
  failuresInARow: null,
  failureOpenSince: null,
  lastGoodDurationSeconds: null,
  lastGoodMemoryBytes: null,
};

/** What is still known after a restart: a new process starts as "ok" and knows nothing of the failure before; we do (redis-persistence.md, 1.8). */
export function acrossRestart(known: SaveKnowledge): SaveKnowledge {
  return {
    ...NOTHING_KNOWN,
    lastGoodSaveBeforeRunAt: known.lastGoodSaveAt ?? known.lastGoodSaveBeforeRunAt,
    failureOpenSince: known.failureOpenSince,
    failuresInARow: known.failuresInARow,
  };
}
