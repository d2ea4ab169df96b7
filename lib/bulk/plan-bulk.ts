import 'server-only';
import {
  type BulkAsked,
  type BulkPlan,
  type BulkPlace,
  bulkPlanLines,
  leftOutOfBulk,
  placesOf,
} from '../domain/action/bulk';
import type { Plan, PlanRequest } from '../domain/action/plan';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { EpochMs } from '../domain/observation/observation';
import type { Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { addressesOf } from './addresses';
import { atMost } from './at-most';

/** Instances that are looked at, or names that are asked for, at once. */
const AT_ONCE = 16;

/** What a bulk save asks of the rest of Savepoint to see where its instances stand. */
export interface BulkSight {
  readonly now: () => EpochMs;
  readonly instance: (id: string) => RegisteredInstance | null;
  /** Of the process that was seen last; null where it is not known. */
  readonly runIdOf: (id: string) => string | null;
  readonly plan: (id: string, request: PlanRequest, words: Words) => Promise<Result<Plan>>;
}

/** Where each of these instances stands, each id once, by what was seen last; Redis is not asked. */
export async function placesNow(sight: BulkSight, ids: readonly string[]): Promise<readonly BulkPlace[]> {
  return placesOf(await atMost(AT_ONCE, [...new Set(ids)], (id) => askedOf(sight, id)));
}

async function askedOf(sight: BulkSight, id: string): Promise<BulkAsked> {
  const instance = sight.instance(id);
  if (instance === null) return { id, name: id, addresses: [], runId: null };
  return { id, name: instance.name, addresses: await addressesOf(instance.endpoint), runId: sight.runIdOf(id) };
}

/** Which of these instances would be asked for a save, and why the others not: each is looked at now. Changes nothing. */
export async function planBulk(sight: BulkSight, ids: readonly string[], words: Words): Promise<BulkPlan> {
  const readAt = sight.now();
  const whyNot = new Map<string, string>();
  await atMost(AT_ONCE, [...new Set(ids)], async (id) => {
    const plan = await sight.plan(id, { action: 'bgsave', value: null }, words);
    const why = plan.ok ? leftOutOfBulk(plan.value, words) : plan.refusal.message;
    if (why !== null) whyNot.set(id, why);
  });
  return { lines: bulkPlanLines(await placesNow(sight, ids), whyNot, words), readAt };
}
