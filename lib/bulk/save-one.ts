import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Action, Actor } from '../domain/action/action';
import type { BgsaveRequest } from '../domain/action/action-guards';
import type { BulkChange } from '../domain/action/bulk';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { Refusal, Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';

/** How often it is looked whether something has ended. */
export const LOOK_EVERY_MS = 200;
/** So long a server may stay away before nobody waits for the end of its save any more: one host would keep all others waiting. */
export const GIVE_UP_MS = 60_000;

/** What one save of a bulk save asks of the rest of Savepoint. */
export interface SavingParts {
  readonly store: Pick<Store, 'getAction'>;
  readonly instance: (id: string) => RegisteredInstance | null;
  /** Did the latest look at it show how it is? */
  readonly answers: (id: string) => boolean;
  /** Milliseconds that only grow: the clock of the machine may be set. */
  readonly monotonic: () => number;
  /** One BGSAVE as an action of its own, with every check that it has; `mayBegin` is asked as the last of them. */
  readonly trigger: (
    id: string,
    request: BgsaveRequest,
    actor: Actor,
    words: Words,
    mayBegin: () => boolean,
  ) => Promise<Result<{ readonly action: Action }>>;
  /** Aborted at shutdown: nothing more is begun. */
  readonly closing: AbortSignal;
}

/** Who asks for the save of which instance, and why. */
export interface OneSave {
  readonly id: string;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly words: Words;
  /** False once somebody stopped the bulk save, or Savepoint ends. */
  readonly mayBegin: () => boolean;
}

/** One save to its end, told with each change of it. Rejects where Savepoint itself fails. */
export async function saveOne(parts: SavingParts, one: OneSave, tell: (change: BulkChange) => void): Promise<void> {
  const { id, actor, reason, words } = one;
  let isStopped = false;
  const mayBegin = (): boolean => {
    isStopped = !one.mayBegin();
    return !isStopped;
  };
  const asked = await parts.trigger(id, { schedule: false, reason, runId: null }, actor, words, mayBegin);
  if (isStopped) return tell({ standing: 'stopped' });
  if (asked.ok) tell({ actionId: asked.value.action.id });
  const action = asked.ok ? asked.value.action : openActionOf(asked.refusal);
  if (action === null) return asked.ok ? undefined : tell(refusedBy(asked.refusal));
  if (!asked.ok) tell({ actionId: action.id, outcome: 'unknown', message: asked.refusal.message });
  tell(endOf(await endedAction(parts, action), words));
}

/** An action without an outcome: Redis was asked, and did not answer in time. Savepoint looks for the trace of its save. */
function openActionOf({ code, details }: Refusal): Action | null {
  return code === 'outcome_unknown' ? ((details['action'] as Action | undefined) ?? null) : null;
}

/** Nothing was started; where the action was kept, it is named. */
function refusedBy({ message, details }: Refusal): BulkChange {
  const action = details['action'] as Action | undefined;
  return { standing: 'refused', message, actionId: action?.id ?? null, outcome: action?.outcome ?? null };
}

/**
 * The action once it is known how its save ended; null when nobody waits for that: its instance was taken out, its server stayed away for
 * GIVE_UP_MS (the action stays open and is settled when the server is back), or Savepoint ends.
 */
async function endedAction(parts: SavingParts, { id, instanceId }: Action): Promise<Action | null> {
  const { answers, closing, instance, monotonic, store } = parts;
  let answeredAt = monotonic();
  while (!closing.aborted) {
    const now = await lookAt(store, id);
    if (now !== null && now.outcome !== 'pending') return now;
    if (instance(instanceId) === null) return null;
    if (answers(instanceId)) answeredAt = monotonic();
    else if (monotonic() - answeredAt >= GIVE_UP_MS) return null;
    await pause(LOOK_EVERY_MS, undefined, { signal: closing, ref: false }).catch(() => undefined);
  }
  return null;
}

/** Null also where the store cannot be read: it is looked at again. */
async function lookAt(store: SavingParts['store'], actionId: string): Promise<Action | null> {
  try {
    return await store.getAction(actionId);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return null;
  }
}

function endOf(action: Action | null, words: Words): BulkChange {
  if (action === null) return { standing: 'ended', outcome: 'unknown', message: words.bulk.endNotSeen };
  return { standing: 'ended', outcome: action.outcome, message: action.message };
}
