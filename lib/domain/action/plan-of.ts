import type { Plan } from './plan';
import { planBgsave } from './plan-bgsave';
import { planGuard } from './plan-guard';
import type { PlanInput } from './plan-input';
import type { Words } from '../words/words';
import { EN } from '../words/en';

/** What is true now and what the action would do. A guard plan without a value is one for the other value than now. */
export function planOf(input: PlanInput, words: Words = EN): Plan {
  return input.request.action === 'bgsave' ? planBgsave(input, words) : planGuard(input, words);
}
