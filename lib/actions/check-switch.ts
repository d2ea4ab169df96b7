import 'server-only';
import type { Actor } from '../domain/action/action';
import { checkSetStopWrites, checkSwitchRequest, type SetStopWritesRequest } from '../domain/action/action-guards';
import { needsSecondPerson } from '../domain/action/approval';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { Facts, Sighting } from '../domain/observation/observation';
import { checkEnd } from '../domain/action/override-end';
import { refuse, type Refusal, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { RedisConnection } from '../redis/redis';
import type { ActionContext } from './context';
import { currentGuard, whoSetIt } from './current-guard';
import { freshSighting, withConnection } from './fresh-facts';

/** A switch of the guard that somebody wants. */
export interface WantedSwitch {
  readonly instance: RegisteredInstance;
  readonly request: SetStopWritesRequest;
  readonly actor: Actor;
  readonly words: Words;
}

/** What is wrong with it whatever Redis says; null when nothing is. */
export function wrongWithout(ctx: ActionContext, { instance, request, actor, words }: WantedSwitch): Refusal | null {
  return (
    checkSwitchRequest(request, instance, words) ??
    (request.until === null ? null : checkEnd(request.until, actor, ctx.now(), words))
  );
}

/** The same for one that is about to be done: where a second person has to approve, one must have. */
export function wrongToDo(ctx: ActionContext, wanted: WantedSwitch): Refusal | null {
  const { instance, request, words } = wanted;
  const isNeeded = needsSecondPerson(instance, request.value, ctx.secondPersonIn ?? []);
  if (isNeeded && request.approval === undefined) {
    return { code: 'not_possible', message: words.approval.needed, details: {} };
  }
  return wrongWithout(ctx, wanted);
}

/** One fresh look at Redis, and whether the switch may be done as things are; the look, or why not. */
export async function lookAndCheck(
  ctx: ActionContext,
  connection: RedisConnection,
  { instance, request, words }: WantedSwitch,
): Promise<Result<Sighting>> {
  const sighting = await freshSighting(ctx, connection, words);
  if (!sighting.ok) return sighting;
  const { facts } = sighting.value;
  const refusal =
    (await endRefusal(ctx, instance.id, request, words)) ?? checkSetStopWrites(request, instance, facts, words);
  if (refusal === null) return sighting;
  return { ok: false, refusal: await explained(ctx, instance, facts, refusal, words) };
}

/** All that is checked before a switch, and nothing done: over a connection of its own. */
export async function checkSwitch(ctx: ActionContext, wanted: WantedSwitch): Promise<Result<Sighting>> {
  const wrong = wrongWithout(ctx, wanted);
  if (wrong !== null) return refuse(wrong.code, wrong.message, wrong.details);
  return withConnection(ctx, wanted.instance, (connection) => lookAndCheck(ctx, connection, wanted));
}

/** The end of an override was judged a moment ago: it may have been moved since, and then this is not its end. */
async function endRefusal(
  ctx: ActionContext,
  instanceId: string,
  { ends }: SetStopWritesRequest,
  { blocked }: Words,
): Promise<Refusal | null> {
  if (ends === undefined) return null;
  const [open] = await ctx.store.openOverrides(instanceId);
  if (open?.id === ends.id && open.setAt === ends.setAt) return null;
  return { code: 'conflict', message: blocked.endMoved, details: {} };
}

/** A conflict names who set the value and when, where an action of ours explains it. */
async function explained(
  ctx: ActionContext,
  instance: RegisteredInstance,
  facts: Facts,
  refusal: Refusal,
  words: Words,
): Promise<Refusal> {
  if (refusal.code !== 'conflict') return refusal;
  const current = await currentGuard(ctx.store, instance.id, facts);
  const message = words.text([refusal.message, ...whoSetIt(current, ctx.now(), words)]);
  return {
    ...refusal,
    message,
    details: { ...refusal.details, current: { value: current.value, by: current.by, at: current.at } },
  };
}
