import 'server-only';
import type { Action, Actor } from '../domain/action';
import type { SetStopWritesRequest } from '../domain/action-guards';
import type { RegisteredInstance } from '../domain/instance';
import { type Facts, valueOf } from '../domain/observation';
import { savesSeen, type OverrideEnd, type OverrideTerms } from '../domain/override';
import { done, refuse, type Result } from '../domain/result';
import { problemIn } from '../domain/told';
import type { Words } from '../domain/words';
import { EN } from '../domain/words/en';
import type { RedisConnection, SetGuardReply } from '../redis/redis';
import { lookAndCheck, type WantedSwitch, wrongToDo } from './check-switch';
import type { ActionContext } from './context';
import { withConnection } from './fresh-facts';
import { guardOutcome, rewriteSentence } from './guard-outcome';
import { oneAtATime } from './one-at-a-time';
import { recordIntent, recordOutcome, type Intent } from './record';
import { readBackLater } from './resolve-open-action';

/**
 * Switches the guard once, and proves it: guard → intent kept → one MULTI → read back and PING → outcome kept.
 * Without an answer the action stays `pending`, and reading back in the background ends it.
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
  const result = await oneAtATime(ctx.store, instance.id, actor, words, () =>
    withConnection(ctx, instance, async (connection) => {
      const intent = await allowed(ctx, connection, wanted);
      if (!intent.ok) return intent;
      ctx.onGuardChange(instance.id, { actionId: intent.value.id, value: request.value });
      const reply = await connection.setGuard(request.value);
      if (reply.kind === 'refused' || reply.kind === 'not-sent') ctx.onGuardChange(instance.id, null);
      return answer({ ctx, connection, action: intent.value, request, words }, reply);
    }),
  );
  readBackLater(ctx, instance, result);
  return result;
}

async function allowed(ctx: ActionContext, connection: RedisConnection, wanted: WantedSwitch): Promise<Result<Action>> {
  const sighting = await lookAndCheck(ctx, connection, wanted);
  if (!sighting.ok) return sighting;
  const { facts } = sighting.value;
  const { instance, request, actor, words } = wanted;
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

/** A change that was sent, and in which words its answer is told; what is recorded of it is English. */
interface Sent {
  readonly ctx: ActionContext;
  readonly connection: RedisConnection;
  readonly action: Action;
  readonly request: SetStopWritesRequest;
  readonly words: Words;
}

async function answer(sent: Sent, reply: SetGuardReply): Promise<Result<Action>> {
  const { ctx, action, words } = sent;
  const unchanged = { outcome: 'not-applied', before: action.before, after: action.before } as const;
  switch (reply.kind) {
    case 'no-answer':
      return refuse('outcome_unknown', words.asked.guardUnanswered(problemIn(reply.problem, words)), { action });
    case 'refused': {
      const message = (told: Words): string => told.asked.guardRefused(told.unreadable(reply.why));
      const ended = await recordOutcome(ctx, action, { ...unchanged, message: message(EN) });
      return refuse('not_possible', message(words), { action: ended ?? action });
    }
    case 'not-sent': {
      const message = (told: Words): string => told.asked.notSent(problemIn(reply.problem, told));
      const ended = await recordOutcome(ctx, action, { ...unchanged, message: message(EN) });
      return refuse('unreachable', message(words), { action: ended ?? action });
    }
    case 'done':
      return proven(sent, reply);
  }
}

async function proven(sent: Sent, reply: Extract<SetGuardReply, { kind: 'done' }>): Promise<Result<Action>> {
  const { ctx, connection, action, request, words } = sent;
  const { value, expected } = request;
  const intent = { value, expected: expected ?? value, runId: action.runId, until: action.terms?.until ?? null };
  const after = await connection.observe(ctx.now);
  const seen = guardOutcome(intent, reply, after);
  const rewrite = request.rewrite && seen.outcome === 'applied' ? await connection.rewriteConfig() : null;
  const file = after.kind === 'facts' ? after.facts.server.configFile : null;
  const outcome = {
    ...seen,
    message: [seen.message, rewriteSentence(rewrite, file)].filter((part) => part !== null).join(' '),
    // Where it is not known it may well have been: then what outlives a restart has an end, too.
    rewritten: rewrite?.kind === 'written' || rewrite?.kind === 'no-answer',
  };
  const ended = await recordOutcome(ctx, action, outcome);
  if (ended === null) {
    return refuse('outcome_unknown', words.asked.outcomeNotRecorded(outcome.message), { action });
  }
  if (ended.outcome === 'applied') return done(ended);
  return refuse('conflict', ended.message, { action: ended, current: { value: ended.after, by: null, at: null } });
}
