import type { RegisteredInstance } from './instance';
import type { InstanceStateName, InstanceView } from './instance-view';
import type { EpochMs, Observation, Sighting } from './observation';
import type { SaveKnowledge } from './save-knowledge';

export interface ViewInput {
  readonly registered: RegisteredInstance;
  /** The poll that ended last, with facts or with a problem; null before the first. */
  readonly latest: Observation | null;
  /** The last observation with facts, possibly older than `latest`. */
  readonly sighting: Sighting | null;
  /** The one before `sighting`: a save must be due in both to be called overdue. Absent: `sighting` alone decides. */
  readonly before?: Sighting | null;
  readonly knowledge: SaveKnowledge;
  /** State and since of the view before this one, also across a restart of Savepoint. */
  readonly previous: { readonly state: InstanceStateName; readonly since: EpochMs | null } | null;
  readonly now: EpochMs;
  /** From this age of `latest` on, nothing is claimed any more. */
  readonly staleAfterMs: number;
}

/** All that Savepoint says of an instance now. */
export function viewInstance(_input: ViewInput): InstanceView {
  throw new Error('being written');
}
