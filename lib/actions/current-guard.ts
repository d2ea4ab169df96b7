import 'server-only';
import { type EpochMs, type Facts, type GuardValue, valueOf } from '../domain/observation/observation';
import type { Words } from '../domain/words/words';
import type { Store } from '../store/store';

/** The live value, and the action of ours that explains it. */
export interface CurrentGuard {
  readonly value: GuardValue | null;
  readonly by: string | null;
  readonly at: EpochMs | null;
  readonly reason: string | null;
}

/** Who set the live value, if the latest applied action of ours on this run of the process did. */
export async function currentGuard(store: Store, instanceId: string, facts: Facts): Promise<CurrentGuard> {
  const value = valueOf(facts.config.guard);
  const last = await store.lastGuardAction(instanceId);
  const explains = last !== null && value !== null && last.after === value && last.runId === facts.server.runId;
  if (!explains) return { value, by: null, at: null, reason: null };
  return { value, by: last.actor.name, at: last.resolvedAt, reason: last.reason };
}

/** The sentence of it, none where it is not known. */
export function whoSetIt({ value, by, at, reason }: CurrentGuard, now: EpochMs, { asked }: Words): readonly string[] {
  if (by === null || at === null) return [];
  return [asked.whoSetIt(by, value, at, now, reason)];
}
