import type { Plan } from './plan';
import { planBgsave } from './plan-bgsave';
import { planGuard } from './plan-guard';
import type { PlanInput } from './plan-input';

/** What is true now and what the action would do. A guard plan without a value is one for the other value than now. */
export function planOf(input: PlanInput): Plan {
  return input.request.action === 'bgsave' ? planBgsave(input) : planGuard(input);
}
