import 'server-only';
import type { Action, Actor } from '../domain/action/action';
import { checkBgsave, type BgsaveRequest } from '../domain/action/action-guards';
import type { RegisteredInstance } from '../domain/instance/instance';
import { done, refuse, type Result } from '../domain/result';
import { problemIn } from '../domain/words/told';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import type { BgsaveReply, RedisConnection } from '../redis/redis';
import type { ActionContext } from './context';
import { freshSighting, withConnection } from './fresh-facts';
import { oneAtATime, type ClaimRun } from './one-at-a-time';
import { recordIntent, recordOutcome, type Intent } from './record';

/** The action is `pending` when Redis took the command: settleBgsave ends it when its save has ended. */
export interface TriggeredBgsave {
  readonly action: Action;
  readonly reply: BgsaveReply;
}

/** A BGSAVE that somebody wants. */
interface WantedBgsave {
  readonly instance: RegisteredInstance;
  readonly request: BgsaveRequest;
  readonly actor: Actor;
  readonly words: Words;
  readonly claimRun: ClaimRun;
  readonly mayBegin: () => boolean;
}

type RefusedReply = Exclude<BgsaveReply, { kind: 'no-answer' } | { kind: 'started' | 'scheduled' }>;

/**
 * Asks Redis for a BGSAVE once. `started` and `scheduled` are no save yet; what else it may say is a refusal. `mayBegin` is asked after every
 * check, right before the action is kept, and again before it is sent: whoever stopped a bulk save meanwhile was told that nothing more is begun,
 * and neither is once Savepoint ends.
 */
export async function triggerBgsave(
  ctx: ActionContext,
  instance: RegisteredInstance,
  request: BgsaveRequest,
  actor: Actor,
  words: Words = EN,
  mayBegin: () => boolean = () => true,
): Promise<Result<TriggeredBgsave>> {
  return oneAtATime(ctx.store, instance.id, actor, words, (claimRun) =>
    withConnection(ctx, instance, async (connection) => {
      const intent = await allowed(ctx, connection, { instance, request, actor, words, claimRun, mayBegin });
      if (!intent.ok) return intent;
      const reply = await connection.bgsave({ schedule: request.schedule });
      ctx.onBgsaveReply(intent.value, reply);
      return answer(ctx, intent.value, reply, words);
    }),
  );
}

/** Guard, then intent: the action as it is kept before anything is sent. */
async function allowed(
  ctx: ActionContext,
  connection: RedisConnection,
  { instance, request, actor, words, claimRun, mayBegin }: WantedBgsave,
): Promise<Result<Action>> {
  const sighting = await freshSighting(ctx, connection, words);
  if (!sighting.ok) return sighting;
  const { facts } = sighting.value;
  const refusal = checkBgsave(request, instance, facts, words);
  if (refusal !== null) return { ok: false, refusal };
  const busy = await claimRun(facts.server.runId);
  if (busy !== null) return { ok: false, refusal: busy };
  if (!mayBegin()) return refuse('not_possible', words.bulk.notAsked);
  const intent: Intent = {
    kind: 'bgsave',
    instanceId: instance.id,
    actor,
    requestedValue: null,
    before: null,
    reason: request.reason,
    terms: null,
    runId: facts.server.runId,
  };
  const kept = await recordIntent(ctx, intent, words);
  if (!kept.ok || mayBegin()) return kept;
  // Stopped, or Savepoint ends, while it was written down: it is not sent, and stands there as that.
  const message = EN.bulk.notAsked;
  const ended = await recordOutcome(ctx, kept.value, { outcome: 'not-applied', before: null, after: null, message });
  return refuse('not_possible', words.bulk.notAsked, { action: ended ?? kept.value });
}

async function answer(
  ctx: ActionContext,
  action: Action,
  reply: BgsaveReply,
  words: Words,
): Promise<Result<TriggeredBgsave>> {
  switch (reply.kind) {
    case 'started':
    case 'scheduled':
      return done({ action, reply });
    case 'no-answer':
      return refuse('outcome_unknown', words.asked.saveUnanswered(problemIn(reply.problem, words)), { action });
    default: {
      const record = {
        outcome: 'not-applied',
        before: null,
        after: null,
        message: refusalSentence(reply, EN),
      } as const;
      const ended = await recordOutcome(ctx, action, record);
      const code = reply.kind === 'not-sent' ? 'unreachable' : 'not_possible';
      return refuse(code, refusalSentence(reply, words), { action: ended ?? action });
    }
  }
}

function refusalSentence(reply: RefusedReply, words: Words): string {
  const { asked } = words;
  switch (reply.kind) {
    case 'fork-refused':
      return asked.forkRefused;
    case 'already-saving':
      return asked.alreadySaving;
    case 'child-active':
      return asked.childActive;
    case 'schedule-unsupported':
      return asked.scheduleUnsupported;
    case 'loading':
      return asked.stillLoading;
    case 'refused':
      return asked.saveRefused(words.unreadable(reply.why));
    case 'not-sent':
      return asked.notSent(problemIn(reply.problem, words));
  }
}
