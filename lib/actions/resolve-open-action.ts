import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Action } from '../domain/action/action';
import type { RegisteredInstance } from '../domain/instance/instance';
import { type GuardValue, type Observation, valueOf } from '../domain/observation/observation';
import { writeAvailability } from '../domain/state/write-availability';
import { log } from '../log/log';
import type { Claim } from '../store/claims';
import type { Resolution, Store } from '../store/store';
import { StoreError } from '../store/store-error';
import type { ActionContext } from './context';
import { withConnection } from './fresh-facts';
import { endSentence, short } from './guard-outcome';
import { recordOutcome } from './record';
import { resolveOpenBgsave } from './resolve-open-bgsave';
import { writesSentence } from './writes-sentence';

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 8000;

type Outcome = Omit<Resolution, 'resolvedAt'>;

/** The change of the guard that somebody who has the instance no more left without an outcome; null where there is none. */
export async function guardChangeLeftOpen(store: Store, instanceId: string): Promise<Action | null> {
  const open = await store.pendingActions();
  const isLeft = ({ kind, outcome, ...action }: Action): boolean =>
    kind === 'set-stop-writes' && outcome === 'pending' && action.instanceId === instanceId;
  return open.find(isLeft) ?? null;
}

/** Reads an open change of the guard back in the background, for whoever has its instance. Null where there is none; never rejects. */
export function readBackLater(
  ctx: ActionContext,
  instance: RegisteredInstance,
  action: Action | null,
): Promise<void> | null {
  if (action === null) return null;
  const failed = (error: unknown): void => log.error({ action: action.id, err: error }, 'reading back failed');
  return readBack(ctx, instance, action).then(() => undefined, failed);
}

/**
 * Brings an action to an end that an earlier process left open; nothing is ever sent again. Whoever has the action or its instance, in
 * this process or another one that lives, is waited for, and may have ended it then. A change of the guard is read back every 2 to 8 s,
 * and the instance takes no other action meanwhile. Ends early, without an outcome, when `ctx.closing` is aborted. `instance` is null
 * when it is not registered any more.
 */
export async function resolveOpenAction(
  ctx: ActionContext,
  instance: RegisteredInstance | null,
  action: Action,
): Promise<Action | null> {
  if (action.outcome !== 'pending') return action;
  while (ctx.closing?.aborted !== true) {
    const tried = await ifFree(ctx, instance, action);
    if (tried !== 'not-free') return tried;
    await waited(FIRST_WAIT_MS, ctx.closing);
  }
  return null;
}

async function ifFree(
  ctx: ActionContext,
  instance: RegisteredInstance | null,
  action: Action,
): Promise<Action | null | 'not-free'> {
  try {
    if (await ctx.store.isOpenElsewhere(action.id)) return 'not-free';
    const claim = await ctx.store.claimInstance(action.instanceId, action.actor.name);
    if (claim.kind === 'busy') return 'not-free';
    let run: Claim | null = null;
    try {
      // Under another name of the same process nothing is changed meanwhile, either.
      run = action.runId === null ? null : await ctx.store.claimRun(action.runId, action.actor.name);
      return run?.kind === 'busy' ? 'not-free' : await unlessEnded(ctx, instance, action);
    } finally {
      if (run?.kind === 'held') await run.release();
      await claim.release();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.error({ action: action.id, err: error }, 'an open action could not be resolved yet');
    return 'not-free';
  }
}

/** Whoever had it may have ended it: then that is told here as well, and nothing is left to do. */
async function unlessEnded(
  ctx: ActionContext,
  instance: RegisteredInstance | null,
  action: Action,
): Promise<Action | null> {
  const now = await ctx.store.getAction(action.id);
  if (now !== null && now.outcome !== 'pending') {
    ctx.onOutcome?.(now);
    return now;
  }
  // A save that the monitor follows is ended when that has seen its end.
  if (action.kind === 'bgsave') return ctx.followsSaveOf(action) ? null : resolveOpenBgsave(ctx, action);
  if (instance === null) return recordOutcome(ctx, action, notRegistered(action));
  return readBack(ctx, instance, action);
}

function notRegistered({ before }: Action): Outcome {
  const message = 'Unknown: no answer of Redis was seen, and the instance is not registered any more.';
  return { outcome: 'unknown', before, after: null, message };
}

/** Resolves after `ms`, or at once when `closing` is aborted. */
async function waited(ms: number, closing: AbortSignal | undefined): Promise<void> {
  await pause(ms, undefined, { signal: closing, ref: false }).catch(() => undefined);
}

async function readBack(ctx: ActionContext, instance: RegisteredInstance, action: Action): Promise<Action | null> {
  let wasUnchanged = false;
  for (let wait = FIRST_WAIT_MS; ctx.closing?.aborted !== true; wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
    const outcome = await lookedFor(ctx, instance, action);
    // A packet under way may still arrive after the first look: that nothing changed takes two.
    const isSure = outcome !== null && (outcome.outcome !== 'not-applied' || wasUnchanged);
    const ended = isSure ? await recordOutcome(ctx, action, outcome) : null;
    if (ended?.outcome === 'not-applied') ctx.onGuardChange(instance.id, null);
    if (ended !== null) return ended;
    wasUnchanged = outcome?.outcome === 'not-applied';
    await waited(wait, ctx.closing);
  }
  return null;
}

/** What one look at Redis tells of it; there is none at what was taken out: else its id would be kept from whatever comes after it. */
async function lookedFor(ctx: ActionContext, instance: RegisteredInstance, action: Action): Promise<Outcome | null> {
  if (ctx.isWatched?.(instance) === false) return notRegistered(action);
  const seen = await withConnection(ctx, instance, (connection) => connection.observe(ctx.now));
  return outcomeSeen(action, seen);
}

/** What an observation tells of an open change of the guard; null when it tells nothing. */
export function outcomeSeen(action: Action, seen: Observation): Outcome | null {
  if (seen.kind === 'problem') return null;
  const value = valueOf(seen.facts.config.guard);
  const { runId } = seen.facts.server;
  const before = action.before;
  if (action.runId !== null && runId !== null && runId !== action.runId) {
    const message = `A different Redis process answers now (run ${short(runId)}): whether the change reached run ${short(action.runId)} cannot be told. ${readsSentence(value)}`;
    return { outcome: 'unknown', before, after: value, message };
  }
  if (value === null) return null;
  const writes = writesSentence(writeAvailability(seen.facts));
  const applied = value === action.requestedValue;
  const verdict = applied ? 'The change was applied.' : 'The change was not applied.';
  const file = action.terms?.rewrite === true ? ' Whether the configuration file was written is not known.' : '';
  const end = applied && action.terms !== null ? ` ${endSentence(action.terms.until, seen.at)}` : '';
  const message = `Redis answers again. ${readsSentence(value)} ${verdict} ${writes}${end}${file}`;
  const rewritten = applied && action.terms?.rewrite === true;
  return { outcome: applied ? 'applied' : 'not-applied', before, after: value, message, rewritten };
}

function readsSentence(value: GuardValue | null): string {
  return value === null ? 'The guard cannot be read.' : `The guard reads "${value}".`;
}
