import 'server-only';
import type { Action, Actor } from '../domain/action';
import { checkBgsave, type BgsaveRequest } from '../domain/action-guards';
import type { RegisteredInstance } from '../domain/instance';
import { done, refuse, type Result } from '../domain/result';
import type { BgsaveReply, RedisConnection } from '../redis/redis';
import type { ActionContext } from './context';
import { freshSighting, withConnection } from './fresh-facts';
import { oneAtATime } from './one-at-a-time';
import { recordIntent, recordOutcome } from './record';

/** The action is `pending` when Redis took the command: settleBgsave ends it when its save has ended. */
export interface TriggeredBgsave {
  readonly action: Action;
  readonly reply: BgsaveReply;
}

type RefusedReply = Exclude<BgsaveReply, { kind: 'no-answer' } | { kind: 'started' | 'scheduled' }>;

/** Asks Redis for a BGSAVE once. `started` and `scheduled` are no save yet; what else it may say is a refusal. */
export async function triggerBgsave(
  ctx: ActionContext,
  instance: RegisteredInstance,
  request: BgsaveRequest,
  actor: Actor,
): Promise<Result<TriggeredBgsave>> {
  return oneAtATime(ctx.store, instance.id, actor, () =>
    withConnection(ctx, instance, async (connection) => {
      const intent = await allowed(ctx, connection, instance, request, actor);
      if (!intent.ok) return intent;
      const reply = await connection.bgsave({ schedule: request.schedule });
      ctx.onBgsaveReply(intent.value, reply);
      return answer(ctx, intent.value, reply);
    }),
  );
}

/** Guard, then intent: the action as it is kept before anything is sent. */
async function allowed(
  ctx: ActionContext,
  connection: RedisConnection,
  instance: RegisteredInstance,
  request: BgsaveRequest,
  actor: Actor,
): Promise<Result<Action>> {
  const sighting = await freshSighting(ctx, connection);
  if (!sighting.ok) return sighting;
  const { facts } = sighting.value;
  const refusal = checkBgsave(request, instance, facts);
  if (refusal !== null) return { ok: false, refusal };
  return recordIntent(ctx, {
    kind: 'bgsave',
    instanceId: instance.id,
    actor,
    requestedValue: null,
    before: null,
    reason: request.reason,
    runId: facts.server.runId,
  });
}

async function answer(ctx: ActionContext, action: Action, reply: BgsaveReply): Promise<Result<TriggeredBgsave>> {
  switch (reply.kind) {
    case 'started':
    case 'scheduled':
      return done({ action, reply });
    case 'no-answer': {
      const message = `${reply.problem.message} The save may or may not have started. Do not ask again: Savepoint looks for its trace.`;
      return refuse('outcome_unknown', message, { action });
    }
    default: {
      const message = refusalSentence(reply);
      const ended = await recordOutcome(ctx, action, { outcome: 'not-applied', before: null, after: null, message });
      return refuse(reply.kind === 'not-sent' ? 'unreachable' : 'not_possible', message, { action: ended ?? action });
    }
  }
}

function refusalSentence(reply: RefusedReply): string {
  switch (reply.kind) {
    case 'fork-refused':
      return 'Redis could not start a save: fork was refused, most likely for lack of memory or because of a process limit. Redis gave no reason ("ERR"). Free memory or raise the limit, then try again.';
    case 'already-saving':
      return 'A save is running already. Watch that one; nothing was started.';
    case 'child-active':
      return 'Redis is busy with another child process, most likely an AOF rewrite. Schedule the save to have it start afterwards.';
    case 'schedule-unsupported':
      return 'This Redis cannot schedule a save (BGSAVE SCHEDULE came with 3.2.2). Wait for the AOF rewrite to end, then save.';
    case 'loading':
      return 'Redis is still loading its data and cannot save yet. Wait until it has loaded.';
    case 'refused':
      return `Redis refused: ${reply.reason} Nothing was started.`;
    case 'not-sent':
      return `${reply.problem.message} Nothing was sent.`;
  }
}
