import 'server-only';
import type { Action } from '../domain/action/action';
import type { ActionContext } from './context';
import { settleBgsave } from './settle-bgsave';

const RECENT_SAVES = 500;

/**
 * Ends an open BGSAVE from the history: by the save that was recorded for this action, and no other. A save that still runs is
 * left to the monitor: null, it will see the end.
 */
export async function resolveOpenBgsave(ctx: ActionContext, action: Action): Promise<Action | null> {
  const { rows } = await ctx.store.listSaves({ instanceId: action.instanceId, limit: RECENT_SAVES });
  return settleBgsave(ctx, action, rows.find((row) => row.actionId === action.id) ?? null);
}
