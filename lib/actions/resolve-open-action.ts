import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Action } from '../domain/action';
import type { RegisteredInstance } from '../domain/instance';
import { type GuardValue, type Observation, valueOf } from '../domain/observation';
import type { Result } from '../domain/result';
import { writeAvailability } from '../domain/write-availability';
import { log } from '../log/log';
import type { Resolution } from '../store/store';
import type { ActionContext } from './context';
import { withConnection } from './fresh-facts';
import { endSentence, short } from './guard-outcome';
import { claimInstance } from './one-at-a-time';
import { recordOutcome } from './record';
import { resolveOpenBgsave } from './resolve-open-bgsave';
import { writesSentence } from './writes-sentence';

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 8000;

type Outcome = Omit<Resolution, 'resolvedAt'>;

/** Starts reading back in the background for a change of the guard that was answered with `outcome_unknown`. */
export function readBackLater(ctx: ActionContext, instance: RegisteredInstance, result: Result<Action>): void {
  if (result.ok || result.refusal.code !== 'outcome_unknown') return;
  const action = result.refusal.details['action'] as Action;
  resolveOpenAction(ctx, instance, action).catch((error: unknown) => {
    log.error({ action: action.id, error }, 'reading back failed');
  });
}

/**
 * Brings an action to an end that an earlier process, or an answer that never came, left open; nothing is ever sent again.
 * A change of the guard is read back every 2 to 8 s, and the instance takes no other action meanwhile. Ends early, without
 * an outcome, when `ctx.closing` is aborted. `instance` is null when it is not registered any more.
 */
export async function resolveOpenAction(
  ctx: ActionContext,
  instance: RegisteredInstance | null,
  action: Action,
): Promise<Action | null> {
  if (action.outcome !== 'pending') return action;
  if (action.kind === 'bgsave') return resolveOpenBgsave(ctx, action);
  if (instance === null) return recordOutcome(ctx, action, notRegistered(action));
  const release = claimInstance(ctx.store, instance.id, action.actor.name);
  // Whoever has the instance is this very action, still under way, or another that reads it back already.
  if (release === null) return null;
  try {
    return await readBack(ctx, instance, action);
  } finally {
    release();
  }
}

function notRegistered({ before }: Action): Outcome {
  const message = 'Unknown: Savepoint stopped before Redis answered, and the instance is not registered any more.';
  return { outcome: 'unknown', before, after: null, message };
}

/** Resolves after `ms`, or at once when `closing` is aborted. */
async function waited(ms: number, closing: AbortSignal | undefined): Promise<void> {
  await pause(ms, undefined, { signal: closing, ref: false }).catch(() => undefined);
}

async function readBack(ctx: ActionContext, instance: RegisteredInstance, action: Action): Promise<Action | null> {
  let wasUnchanged = false;
  for (let wait = FIRST_WAIT_MS; ctx.closing?.aborted !== true; wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
    const seen = await withConnection(ctx, instance, (connection) => connection.observe(ctx.now));
    const outcome = outcomeSeen(action, seen);
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
