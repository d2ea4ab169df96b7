'use client';

import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';
import type { Role, SessionState } from '@/lib/contracts/access';

const RANKS: Record<Role, number> = { viewer: 1, operator: 2, admin: 3 };
const NEEDED = { act: 2, administer: 3 } as const;

const MeContext = createContext<SessionState | null>(null);

/** Gives every page who is asking. */
export function MeProvider({ me, children }: { me: SessionState; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is asking; null where nobody is signed in. */
export function useMe(): SessionState | null {
  return useContext(MeContext);
}

/** Is this for the role of who asks? The page only spares them the way: the server checks each request. */
export function useMay(permission: keyof typeof NEEDED): boolean {
  const role = useMe()?.actor?.role;
  return role !== undefined && RANKS[role] >= NEEDED[permission];
}
