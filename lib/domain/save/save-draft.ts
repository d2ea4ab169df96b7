import type { EpochMs, Sighting } from '../observation/observation';
import type { Save, SaveTrigger } from './save';
import type { SaveKnowledge } from './save-knowledge';
import type { Movement } from './save-movement';
import type { TriggerFacts } from './save-trigger';

/** A save without the identity that the monitor gives it. */
export type SaveDraft = Omit<Save, 'id' | 'instanceId' | 'actionId'>;

/** A disk save that was running at the last sighting: not a diskless transfer to a replica, which saves nothing. */
export interface RunningDraft {
  readonly startedAt: EpochMs;
  readonly trigger: SaveTrigger;
  readonly actor: string | null;
  /** It may be a diskless transfer to a replica: it becomes a row only when its end proves a save. */
  readonly unsure: boolean;
  /** See `Save`; absent in what earlier releases remembered. */
  readonly forkUsec?: number | null;
}

/** The interval between two sightings, as far as it is understood before its rows are made. */
export interface Interval {
  readonly base: Sighting;
  readonly after: Sighting;
  readonly moved: Movement;
  /** The save that ran at its begin and ended in it. */
  readonly carried: RunningDraft | null;
  /** A save began in it that runs at its end. */
  readonly begun: boolean;
  /** Attempts that ended in it. */
  readonly finished: number;
  readonly trigger: Omit<TriggerFacts, 'attempts' | 'outcome'>;
  /** What was known of saves at its begin. */
  readonly knowledge: SaveKnowledge;
}

/** The row of a save that runs. */
export function runningRow(running: RunningDraft, runId: string | null): SaveDraft {
  return {
    runId,
    outcome: 'running',
    snapshotWritten: null,
    startedAt: running.startedAt,
    endedAt: null,
    durationSeconds: null,
    trigger: running.trigger,
    actor: running.actor,
    cowBytes: null,
    forkUsec: running.forkUsec ?? null,
    cause: null,
    source: 'observed',
    attempts: 1,
    note: null,
  };
}
