import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Action, ActionApproval, ActionKind, Actor } from '../domain/action/action';
import type { GuardValue } from '../domain/observation/observation';
import type { OverrideTerms } from '../domain/action/override';
import { refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { log } from '../log/log';
import { StoreError } from '../store/store-error';
import type { Resolution } from '../store/store';
import type { ActionContext } from './context';

const ASK_AGAIN_MS = 1000;

/** What is asked for, before it has an id and a time. */
export interface Intent {
  readonly kind: ActionKind;
  readonly instanceId: string;
  readonly actor: Actor;
  readonly requestedValue: GuardValue | null;
  readonly before: GuardValue | null;
  readonly reason: string | null;
  readonly terms: OverrideTerms | null;
  readonly runId: string | null;
  /** A second person has approved it. Absent: it needed none. */
  readonly approval?: ActionApproval | undefined;
}

/** Keeps an intent; without that nothing may be sent: no audit, no action. */
export async function recordIntent(ctx: ActionContext, intent: Intent, words: Words): Promise<Result<Action>> {
  const action: Action = {
    ...intent,
    approval: intent.approval ?? null,
    id: ctx.newId(),
    outcome: 'pending',
    after: null,
    requestedAt: ctx.now(),
    resolvedAt: null,
    message: 'Sent to Redis; the outcome is not known yet.',
  };
  try {
    const isBegun = await ctx.store.beginAction(action);
    if (!isBegun) return refuse('conflict', words.approval.decidedMeanwhile);
  } catch (error) {
    const failed = error instanceof StoreError ? error : null;
    if (failed?.code === 'away') void endUnsent(ctx, action);
    const why = failed?.message ?? null;
    return refuse('store_unavailable', words.asked.notRecorded(why));
  }
  return { ok: true, value: action };
}

/** Of a store that went away it is not known whether it kept the intent: kept, it would stand there as sent. Never rejects. */
async function endUnsent(ctx: ActionContext, action: Action): Promise<void> {
  const message = 'Nothing was sent to Redis: that this could be kept was not known in time.';
  const ended = { outcome: 'not-applied', before: action.before, after: action.before, message } as const;
  while (ctx.closing?.aborted !== true) {
    await pause(ASK_AGAIN_MS, undefined, { signal: ctx.closing, ref: false }).catch(() => undefined);
    const kept = await ctx.store.getAction(action.id).catch(() => undefined);
    if (kept === null || (kept !== undefined && kept.resolvedAt !== null)) return;
    if (kept !== undefined && (await recordOutcome(ctx, action, ended)) !== null) return;
  }
}

/** Keeps how an action ended. Null when the store did not take it: then the action stays open. */
export async function recordOutcome(
  ctx: ActionContext,
  action: Action,
  ended: Omit<Resolution, 'resolvedAt'>,
): Promise<Action | null> {
  try {
    const kept = await ctx.store.resolveAction(action.id, { ...ended, resolvedAt: ctx.now() });
    ctx.onOutcome?.(kept);
    return kept;
  } catch (error) {
    log.error({ action: action.id, outcome: ended.outcome, error }, 'the outcome of an action could not be kept');
    return null;
  }
}
