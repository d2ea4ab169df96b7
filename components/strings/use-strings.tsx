'use client';

import { createContext, use, type ReactNode } from 'react';
import type { Strings } from './en';

const Spoken = createContext<Strings | null>(null);

/** Gives everything below it the strings of one language. */
export function SpokenStrings({ strings, children }: { strings: Strings; children: ReactNode }) {
  return <Spoken value={strings}>{children}</Spoken>;
}

/** What the interface says, in the language of the page. */
export function useStrings(): Strings {
  const strings = use(Spoken);
  if (strings === null) throw new Error('The page has no language: StringsProvider is missing.');
  return strings;
}
