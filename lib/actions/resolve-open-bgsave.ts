import 'server-only';
import type { Action } from '../domain/action';
import type { Save } from '../domain/save';
import type { ActionContext } from './context';
import { settleBgsave } from './settle-bgsave';

/** How far the start of a save, seen by polling, may lie before the request for it. */
const CLOCK_PLAY_MS = 2000;
const RECENT_SAVES = 100;

/** Ends an open BGSAVE from the history. A save that still runs is left to the monitor: null, it will see the end. */
export async function resolveOpenBgsave(ctx: ActionContext, action: Action): Promise<Action | null> {
  const { rows } = await ctx.store.listSaves({ instanceId: action.instanceId, limit: RECENT_SAVES });
  // Newest first: the oldest that fits is the one that began first after the request.
  const save = rows.findLast((row) => isSaveOf(action, row));
  return settleBgsave(ctx, action, save ?? null);
}

function isSaveOf(action: Action, save: Save): boolean {
  const isOurs = save.trigger === 'operator' && save.actor === action.actor.name && save.runId === action.runId;
  return isOurs && save.startedAt !== null && save.startedAt >= action.requestedAt - CLOCK_PLAY_MS;
}
