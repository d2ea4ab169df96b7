'use client';

import type { ReactNode } from 'react';
import { en } from './en';
import { SpokenStrings } from './use-strings';

/** A page in English. */
export function English({ children }: { children: ReactNode }) {
  return <SpokenStrings strings={en}>{children}</SpokenStrings>;
}
