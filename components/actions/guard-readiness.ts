import type { Plan } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import type { Freshness } from '@/lib/swr/use-freshness';
import type { Strings } from '../strings/en';

const MIN_REASON = 10;
const PLAN_VALID_MS = 60_000;

export interface Decision {
  readonly instance: Instance;
  readonly plan: Plan;
  readonly freshness: Freshness;
  readonly reason: string;
  readonly typedName: string;
  readonly planAgeMs: number | null;
}

export function isPlanOld(planAgeMs: number | null): boolean {
  return planAgeMs !== null && planAgeMs > PLAN_VALID_MS;
}

/** Why the decision cannot be sent yet; null when it can. The server judges again: this only saves a way. */
export function notReady(
  { instance, plan, freshness, reason, typedName, planAgeMs }: Decision,
  strings: Strings,
): string | null {
  if (freshness === 'offline') return strings.offlineReason;
  if (freshness === 'stale') return strings.staleReason;
  if (isPlanOld(planAgeMs)) return strings.actions.planOld;
  if (plan.reasonRequired && reason.trim().length < MIN_REASON) return strings.guardDialog.needReason;
  if (plan.confirmRequired && typedName !== instance.name) return strings.guardDialog.needName(instance.name);
  return null;
}
