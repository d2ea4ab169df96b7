import type { SessionState } from '@/lib/contracts/access';
import type { Approval } from '@/lib/contracts/approval';

/** What somebody has to do with a request for a second person. */
export type Part = 'asker' | 'second' | 'none';

/** The page only spares them the way: the server judges by account, and again. */
export function partIn({ by }: Approval, me: SessionState | null): Part {
  const actor = me?.actor ?? null;
  if (actor === null || actor.role === 'viewer') return 'none';
  if (actor.kind === by.kind && actor.name === by.name) return 'asker';
  return me?.by === 'session' ? 'second' : 'none';
}
