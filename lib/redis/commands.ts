import 'server-only';
import type { Credentials } from '../domain/instance/instance';
import type { GuardValue } from '../domain/observation/observation';
import type { CommandRefusal } from '../domain/observation/unreadable';
import { GUARD_NAME, configValue, guardValue } from './config-values';
import { lostSinceLook, unreadableAnswer } from './errors';
import { fieldsOf } from './info-fields';
import type { BgsaveReply, RedisTarget, RewriteReply, SetGuardReply } from './redis';
import { refusalOf } from './refusal';
import { errorOf, type Reply } from './reply';
import type { RoundTrip, Wire } from './wire';
import type { Command } from './command';

/** Sends BGSAVE, or BGSAVE SCHEDULE (3.2.2+), exactly once. */
export async function bgsave(wire: Wire, target: RedisTarget, schedule: boolean): Promise<BgsaveReply> {
  const trip = await wire.sendOnSame([schedule ? ['BGSAVE', 'SCHEDULE'] : ['BGSAVE']]);
  return trip.kind === 'replies' ? bgsaveReplyOf(trip.replies[0], target, schedule) : trip;
}

/** What a reply to BGSAVE means. All its errors but LOADING and the rights have the code ERR, so their words count. */
export function bgsaveReplyOf(reply: Reply | undefined, target: RedisTarget, schedule: boolean): BgsaveReply {
  const error = errorOf(reply);
  if (error === null) {
    if (reply === 'Background saving started') return { kind: 'started' };
    if (reply === 'Background saving scheduled') return { kind: 'scheduled' };
    return { kind: 'no-answer', problem: unreadableAnswer(target) };
  }
  if (error.code === 'LOADING') return { kind: 'loading' };
  if (error.code === 'ERR') {
    if (error.text === '') return { kind: 'fork-refused' };
    if (/^Background save already in progress/.test(error.text)) return { kind: 'already-saving' };
    if (/can't BGSAVE/i.test(error.text)) return { kind: 'child-active' };
    if (schedule && /^(wrong number of arguments|syntax error)/.test(error.text))
      return { kind: 'schedule-unsupported' };
  }
  return { kind: 'refused', why: refusalOf(error, 'bgsave', target.credentials) };
}

/** Everything a change of the guard has to prove, in one transaction: before, the change, after, and of which process. */
function guardCommands(value: GuardValue): readonly Command[] {
  return [
    ['CONFIG', 'GET', GUARD_NAME],
    ['CONFIG', 'SET', GUARD_NAME, value],
    ['CONFIG', 'GET', GUARD_NAME],
    ['INFO', 'server'],
  ];
}

/**
 * Sets the guard and reads it back. Where the user may not run MULTI the commands of the same write run one by one;
 * where it may not run EXEC nothing has run, so they are sent without it. `runId` is that of the process that was looked at over this
 * wire; null where it is not known.
 */
export async function setGuard(
  wire: Wire,
  target: RedisTarget,
  value: GuardValue,
  runId: string | null,
): Promise<SetGuardReply> {
  const steps = guardCommands(value);
  const trip = await wire.sendOnSame([['MULTI'], ...steps, ['EXEC']]);
  if (trip.kind !== 'replies') return trip;
  const [multi, ...rest] = trip.replies;
  if (errorOf(multi) !== null) return guardReplyOf(rest.slice(0, steps.length), target, false);
  const exec = rest.at(-1);
  // Redis carries none out where it refused one of them; one that was not sent, because it is disabled, is missing in what it carried out.
  const why = firstError(rest.slice(0, steps.length), target.credentials);
  if (why !== null) return { kind: 'refused', why };
  if (Array.isArray(exec)) return guardReplyOf(exec as readonly Reply[], target, true);
  if (errorOf(exec) === null) return { kind: 'no-answer', problem: unreadableAnswer(target) };
  // The connection may still collect commands for an EXEC that will never come.
  wire.drop();
  const asked = await wire.send([['INFO', 'server']]);
  if (asked.kind !== 'replies') return { kind: 'not-sent', problem: asked.problem };
  if (runId !== null && runIdIn(asked.replies[0]) !== runId)
    return { kind: 'not-sent', problem: lostSinceLook(target) };
  return oneByOne(await wire.sendOnSame(steps), target);
}

function oneByOne(trip: RoundTrip, target: RedisTarget): SetGuardReply {
  return trip.kind === 'replies' ? guardReplyOf(trip.replies, target, false) : trip;
}

function runIdIn(info: Reply | undefined): string | null {
  const runId = typeof info === 'string' ? (fieldsOf(info).get('run_id') ?? '') : '';
  return /^[0-9a-f]{40}$/.test(runId) ? runId : null;
}

/** The outcome in the replies to guardCommands. */
export function guardReplyOf(replies: readonly Reply[], target: RedisTarget, atomic: boolean): SetGuardReply {
  const [first, set, last, info] = replies;
  const error = errorOf(set);
  if (error !== null) return { kind: 'refused', why: refusalOf(error, 'config|set', target.credentials) };
  const before = guardValue(configValue(first, GUARD_NAME) ?? '');
  const after = guardValue(configValue(last, GUARD_NAME) ?? '');
  if (set !== 'OK' || before === null || after === null) {
    return { kind: 'no-answer', problem: unreadableAnswer(target) };
  }
  return { kind: 'done', before, after, runId: runIdIn(info), atomic };
}

const STEP_NAMES = ['config|get', 'config|set', 'config|get', 'info'];

function firstError(replies: readonly Reply[], credentials: Credentials): CommandRefusal | null {
  for (const [index, reply] of replies.entries()) {
    const error = errorOf(reply);
    if (error !== null) return refusalOf(error, STEP_NAMES[index] ?? 'exec', credentials);
  }
  return null;
}

/** Sends CONFIG REWRITE once. It replaces the file as a whole, or leaves it (redis.io/docs/latest/commands/config-rewrite). */
export async function rewriteConfig(wire: Wire, target: RedisTarget): Promise<RewriteReply> {
  const trip = await wire.sendOnSame([['CONFIG', 'REWRITE']]);
  if (trip.kind !== 'replies') return trip;
  const [reply] = trip.replies;
  const error = errorOf(reply);
  if (error !== null) return { kind: 'refused', why: refusalOf(error, 'config|rewrite', target.credentials) };
  return reply === 'OK' ? { kind: 'written' } : { kind: 'no-answer', problem: unreadableAnswer(target) };
}
