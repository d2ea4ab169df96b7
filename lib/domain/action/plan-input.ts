import type { Environment, RegisteredInstance } from '../instance/instance';
import type { Sighting } from '../observation/observation';
import type { PlanRequest } from './plan';
import type { SaveKnowledge } from '../save/save-knowledge';

/** `sighting` is read fresh for this plan; its time is the plan's `readAt`. */
export interface PlanInput {
  readonly request: PlanRequest;
  readonly registered: RegisteredInstance;
  readonly sighting: Sighting;
  readonly knowledge: SaveKnowledge;
  /** Where a second person has to approve that the guard is switched off. Absent: nowhere. */
  readonly secondPersonIn?: readonly Environment[];
}
