import type { RegisteredInstance } from './instance';
import type { Sighting } from './observation';
import type { Plan, PlanRequest } from './plan';
import { planBgsave } from './plan-bgsave';
import { planGuard } from './plan-guard';
import type { SaveKnowledge } from './save-knowledge';

/** `sighting` is read fresh for this plan; its time is the plan's `readAt`. */
export interface PlanInput {
  readonly request: PlanRequest;
  readonly registered: RegisteredInstance;
  readonly sighting: Sighting;
  readonly knowledge: SaveKnowledge;
}

/** What is true now and what the action would do. A guard plan without a value is one for the other value than now. */
export function planOf(input: PlanInput): Plan {
  return input.request.action === 'bgsave' ? planBgsave(input) : planGuard(input);
}
