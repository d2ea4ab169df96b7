import 'server-only';
import type { Action } from '../domain/action/action';
import type { SetStopWritesRequest } from '../domain/action/action-guards';
import { done, refuse, type RefusalCode, type Result } from '../domain/result';
import { problemIn } from '../domain/words/told';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import type { RedisConnection, SetGuardReply } from '../redis/redis';
import type { ActionContext } from './context';
import { guardOutcome, rewriteSentence } from './guard-outcome';
import { recordOutcome } from './record';

/** A change that was sent, and in which words its answer is told; what is recorded of it is English. */
interface Sent {
  readonly ctx: ActionContext;
  readonly connection: RedisConnection;
  readonly action: Action;
  readonly request: SetStopWritesRequest;
  readonly words: Words;
}

/** Keeps how a change of the guard ended, by what Redis answered; without an answer it stays open. */
export async function guardAnswer(sent: Sent, reply: SetGuardReply): Promise<Result<Action>> {
  const { action, words } = sent;
  switch (reply.kind) {
    case 'no-answer':
      return refuse('outcome_unknown', words.asked.guardUnanswered(problemIn(reply.problem, words)), { action });
    case 'refused':
      return nothingDone(sent, 'not_possible', (told) => told.asked.guardRefused(told.unreadable(reply.why)));
    case 'not-sent':
      return nothingDone(sent, 'unreachable', (told) => told.asked.notSent(problemIn(reply.problem, told)));
    case 'done':
      return proven(sent, reply);
  }
}

/** Redis has not taken it. Where that cannot be written down the change is read back, as one that had no answer. */
async function nothingDone(
  { ctx, action, words }: Sent,
  code: RefusalCode,
  message: (told: Words) => string,
): Promise<Result<Action>> {
  const unchanged = { outcome: 'not-applied', before: action.before, after: action.before } as const;
  const ended = await recordOutcome(ctx, action, { ...unchanged, message: message(EN) });
  if (ended !== null) return refuse(code, message(words), { action: ended });
  return refuse('outcome_unknown', words.asked.outcomeNotRecorded(message(words)), { action });
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
