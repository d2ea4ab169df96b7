import 'server-only';
import type { Action, Actor } from '../domain/action/action';
import type { SetStopWritesRequest } from '../domain/action/action-guards';
import type { RegisteredInstance } from '../domain/instance/instance';
import { type Facts, valueOf } from '../domain/observation/observation';
import { savesSeen, type OverrideEnd, type OverrideTerms } from '../domain/action/override';
import { refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import type { RedisConnection } from '../redis/redis';
import { lookAndCheck, type WantedSwitch, wrongToDo } from './check-switch';
import type { ActionContext } from './context';
import { withConnection } from './fresh-facts';
import { guardAnswer } from './guard-answer';
import { oneAtATime, type ClaimRun } from './one-at-a-time';
import { recordIntent, type Intent } from './record';
import { guardChangeLeftOpen, readBackLater } from './resolve-open-action';

/**
 * Switches the guard once, and proves it: guard → intent kept → one MULTI → read back and PING → outcome kept.
 * Without an answer the action stays `pending`, and reading back in the background ends it. One that a process left open when it died
 * is read back first: until it has an outcome, nobody can tell whose change it is that is seen.
 */
export async function setStopWrites(
  ctx: ActionContext,
  instance: RegisteredInstance,
  request: SetStopWritesRequest,
  actor: Actor,
  words: Words = EN,
): Promise<Result<Action>> {
  const wanted: WantedSwitch = { instance, request, actor, words };
  const wrong = wrongToDo(ctx, wanted);
  if (wrong !== null) return { ok: false, refusal: wrong };
  let left: Action | null = null;
  const work = async (claimRun: ClaimRun): Promise<Result<Action>> => {
    left = await guardChangeLeftOpen(ctx.store, instance.id);
    if (left !== null) {
      // It is read back below: under another name of the same process nothing is changed meanwhile, either.
      if (left.runId !== null) await claimRun(left.runId);
      return refuse('not_possible', words.asked.busy(left.actor.name));
    }
    return switched(ctx, wanted, claimRun);
  };
  return oneAtATime(ctx.store, instance.id, actor, words, work, (result) =>
    readBackLater(ctx, instance, left ?? unansweredOf(result)),
  );
}

async function switched(ctx: ActionContext, wanted: WantedSwitch, claimRun: ClaimRun): Promise<Result<Action>> {
  const { instance, request, words } = wanted;
  return withConnection(ctx, instance, async (connection) => {
    const intent = await allowed(ctx, connection, wanted, claimRun);
    if (!intent.ok) return intent;
    ctx.onGuardChange(instance.id, { actionId: intent.value.id, value: request.value });
    const reply = await connection.setGuard(request.value);
    if (reply.kind === 'refused' || reply.kind === 'not-sent') ctx.onGuardChange(instance.id, null);
    return guardAnswer({ ctx, connection, action: intent.value, request, words }, reply);
  });
}

function unansweredOf(result: Result<Action>): Action | null {
  if (result.ok || result.refusal.code !== 'outcome_unknown') return null;
  return result.refusal.details['action'] as Action;
}

async function allowed(
  ctx: ActionContext,
  connection: RedisConnection,
  wanted: WantedSwitch,
  claimRun: ClaimRun,
): Promise<Result<Action>> {
  const sighting = await lookAndCheck(ctx, connection, wanted);
  if (!sighting.ok) return sighting;
  const { facts } = sighting.value;
  const { instance, request, actor, words } = wanted;
  const busy = await claimRun(facts.server.runId);
  if (busy !== null) return { ok: false, refusal: busy };
  const intent: Intent = {
    kind: 'set-stop-writes',
    instanceId: instance.id,
    actor,
    requestedValue: request.value,
    before: valueOf(facts.config.guard),
    reason: request.reason,
    terms: termsOf(request, instance, facts),
    runId: facts.server.runId,
    approval: request.approval,
  };
  return recordIntent(ctx, intent, words);
}

/**
 * Until when the guard shall be off; null when it is turned on. Whoever gives no end means the next good save, and none where the guard
 * should be off by policy.
 */
function endOf({ value, until }: SetStopWritesRequest, { expectedGuard }: RegisteredInstance): OverrideEnd | null {
  if (value === 'yes') return null;
  return until ?? { kind: expectedGuard === 'no' ? 'none' : 'next-good-save', at: null };
}

function termsOf(request: SetStopWritesRequest, instance: RegisteredInstance, facts: Facts): OverrideTerms | null {
  const until = endOf(request, instance);
  if (until === null) return null;
  return { until, rewrite: request.rewrite, saveTime: savesSeen(facts), redisTime: facts.server.timeSeconds };
}
