'use client';

import type { ReactNode } from 'react';
import { SpokenStrings } from './use-strings';
import { zh } from './zh';

/** A page in Simplified Chinese. */
export function Chinese({ children }: { children: ReactNode }) {
  return <SpokenStrings strings={zh}>{children}</SpokenStrings>;
}
