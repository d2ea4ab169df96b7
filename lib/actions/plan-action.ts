import 'server-only';
import type { RegisteredInstance } from '../domain/instance/instance';
import { planOf } from '../domain/action/plan-of';
import type { Plan, PlanRequest } from '../domain/action/plan';
import { done, type Result } from '../domain/result';
import type { SaveKnowledge } from '../domain/save/save-knowledge';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import type { ActionContext } from './context';
import { freshSighting, withConnection } from './fresh-facts';

/** What is true now and what the action would do, read over a connection of its own. Changes nothing. */
export async function planAction(
  ctx: ActionContext,
  instance: RegisteredInstance,
  knowledge: SaveKnowledge,
  request: PlanRequest,
  words: Words = EN,
): Promise<Result<Plan>> {
  return withConnection(ctx, instance, async (connection) => {
    const sighting = await freshSighting(ctx, connection, words);
    if (!sighting.ok) return sighting;
    const { secondPersonIn = [] } = ctx;
    return done(planOf({ request, registered: instance, sighting: sighting.value, knowledge, secondPersonIn }, words));
  });
}
