import 'server-only';
import { type BulkPlan, bulkPlanLines, leftOutOfBulk } from '../domain/action/bulk-plan';
import type { Words } from '../domain/words/words';
import { atMost } from './at-most';
import { AT_ONCE, type BulkSight, heldBy, surroundingsOf } from './sight';

/**
 * Which of these instances would be asked for a save, and why the others not: each is looked at now, and so is whoever stands on a host
 * with them. Changes nothing.
 */
export async function planBulk(sight: BulkSight, ids: readonly string[], words: Words): Promise<BulkPlan> {
  const readAt = sight.now();
  const around = await surroundingsOf(sight, ids);
  await atMost(AT_ONCE, around.neighbours, ({ id }) => sight.look(id));
  const whyNot = new Map<string, string>();
  await atMost(AT_ONCE, around.asked, async ({ id }) => {
    const plan = await sight.plan(id, { action: 'bgsave', value: null }, words);
    const why = plan.ok ? leftOutOfBulk(plan.value, sight.seen(id), words) : plan.refusal.message;
    if (why !== null) whyNot.set(id, why);
  });
  const input = { places: around.asked, whyNot, heldBy: heldBy(sight, around, [...new Set(ids)]), seen: sight.seen };
  return { lines: bulkPlanLines(input, words), readAt };
}
