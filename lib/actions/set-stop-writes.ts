import 'server-only';
import type { Action, Actor } from '../domain/action';
import { checkSetStopWrites, checkSwitchRequest, type SetStopWritesRequest } from '../domain/action-guards';
import type { RegisteredInstance } from '../domain/instance';
import { type Facts, valueOf } from '../domain/observation';
import { done, refuse, type Refusal, type Result } from '../domain/result';
import type { RedisConnection, SetGuardReply } from '../redis/redis';
import type { ActionContext } from './context';
import { currentGuard, whoSetIt } from './current-guard';
import { freshSighting, withConnection } from './fresh-facts';
import { guardOutcome } from './guard-outcome';
import { oneAtATime } from './one-at-a-time';
import { recordIntent, recordOutcome } from './record';
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
): Promise<Result<Action>> {
  const wrong = checkSwitchRequest(request, instance);
  if (wrong !== null) return { ok: false, refusal: wrong };
  const result = await oneAtATime(ctx.store, instance.id, actor, () =>
    withConnection(ctx, instance, async (connection) => {
      const intent = await allowed(ctx, connection, instance, request, actor);
      if (!intent.ok) return intent;
      ctx.onGuardChange(instance.id, { actionId: intent.value.id, value: request.value });
      const reply = await connection.setGuard(request.value);
      if (reply.kind === 'refused' || reply.kind === 'not-sent') ctx.onGuardChange(instance.id, null);
      return answer(ctx, connection, intent.value, request, reply);
    }),
  );
  readBackLater(ctx, instance, result);
  return result;
}

async function allowed(
  ctx: ActionContext,
  connection: RedisConnection,
  instance: RegisteredInstance,
  request: SetStopWritesRequest,
  actor: Actor,
): Promise<Result<Action>> {
  const sighting = await freshSighting(ctx, connection);
  if (!sighting.ok) return sighting;
  const { facts } = sighting.value;
  const refusal = checkSetStopWrites(request, instance, facts);
  if (refusal !== null) return { ok: false, refusal: await explained(ctx, instance, facts, refusal) };
  return recordIntent(ctx, {
    kind: 'set-stop-writes',
    instanceId: instance.id,
    actor,
    requestedValue: request.value,
    before: valueOf(facts.config.guard),
    reason: request.reason,
    runId: facts.server.runId,
  });
}

/** A conflict names who set the value and when, where an action of ours explains it. */
async function explained(
  ctx: ActionContext,
  instance: RegisteredInstance,
  facts: Facts,
  refusal: Refusal,
): Promise<Refusal> {
  if (refusal.code !== 'conflict') return refusal;
  const current = await currentGuard(ctx.store, instance.id, facts);
  const message = [refusal.message, ...whoSetIt(current, ctx.now())].join(' ');
  return {
    ...refusal,
    message,
    details: { ...refusal.details, current: { value: current.value, by: current.by, at: current.at } },
  };
}

async function answer(
  ctx: ActionContext,
  connection: RedisConnection,
  action: Action,
  request: SetStopWritesRequest,
  reply: SetGuardReply,
): Promise<Result<Action>> {
  const unchanged = { outcome: 'not-applied', before: action.before, after: action.before } as const;
  switch (reply.kind) {
    case 'no-answer':
      return refuse('outcome_unknown', unknownSentence(reply.problem.message), { action });
    case 'refused': {
      const message = `Redis refused: ${reply.reason} Nothing changed.`;
      const ended = await recordOutcome(ctx, action, { ...unchanged, message });
      return refuse('not_possible', message, { action: ended ?? action });
    }
    case 'not-sent': {
      const message = `${reply.problem.message} Nothing was sent.`;
      const ended = await recordOutcome(ctx, action, { ...unchanged, message });
      return refuse('unreachable', message, { action: ended ?? action });
    }
    case 'done':
      return proven(ctx, connection, action, request, reply);
  }
}

function unknownSentence(why: string): string {
  return `${why} The change may or may not have happened. Do not repeat it: Savepoint reads it back until it knows.`;
}

async function proven(
  ctx: ActionContext,
  connection: RedisConnection,
  action: Action,
  request: SetStopWritesRequest,
  reply: Extract<SetGuardReply, { kind: 'done' }>,
): Promise<Result<Action>> {
  const intent = { value: request.value, expected: request.expected ?? request.value, runId: action.runId };
  const outcome = guardOutcome(intent, reply, await connection.observe(ctx.now));
  const ended = await recordOutcome(ctx, action, outcome);
  if (ended === null) {
    const message = `${outcome.message} Savepoint could not write this outcome down yet; it reads the guard back and tries again.`;
    return refuse('outcome_unknown', message, { action });
  }
  if (ended.outcome === 'applied') return done(ended);
  return refuse('conflict', ended.message, { action: ended, current: { value: ended.after, by: null, at: null } });
}
