'use client';

import { createContext, use, type ReactNode } from 'react';
import type { Language } from '@/lib/domain/language';
import type { Strings } from './en';
import { stringsOf } from './strings';

const Spoken = createContext<Strings | null>(null);

/** Gives everything below it the strings of one language. It takes the language's name: functions do not cross from the server. */
export function StringsProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <Spoken value={stringsOf(language)}>{children}</Spoken>;
}

/** What the interface says, in the language of the page. */
export function useStrings(): Strings {
  const strings = use(Spoken);
  if (strings === null) throw new Error('The page has no language: StringsProvider is missing.');
  return strings;
}
