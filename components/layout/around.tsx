'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** What stands around every page but the wall, which has the whole screen and says in its own way what these say. */
export function Around({ children }: { children: ReactNode }) {
  return usePathname() === '/wall' ? null : children;
}
