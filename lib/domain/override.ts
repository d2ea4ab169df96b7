import type { Action } from './action';
import { valueOf, type EpochMs, type Facts } from './observation';

/** The guard switched off by an operator. It has no end yet: it lasts until someone turns the guard on, or a restart. */
export interface Override {
  readonly by: string;
  readonly reason: string | null;
  readonly since: EpochMs;
  readonly until: { readonly kind: 'none'; readonly at: null };
}

/**
 * The override that the latest applied change of the guard explains: it switched the guard off, in the process that runs now
 * (a restart loses it), and the guard is still off. Null otherwise: then it was not switched off from here.
 */
export function overrideOf(facts: Facts, action: Action | null): Override | null {
  if (action === null || action.after !== 'no' || valueOf(facts.config.guard) !== 'no') return null;
  if (action.runId === null || action.runId !== facts.server.runId) return null;
  const since = action.resolvedAt ?? action.requestedAt;
  return { by: action.actor.name, reason: action.reason, since, until: { kind: 'none', at: null } };
}
