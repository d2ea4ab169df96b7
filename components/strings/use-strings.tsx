'use client';

import { createContext, use, type ReactNode } from 'react';
import type { Language } from '@/lib/domain/words/language';
import { untilLoaded } from '../ui/until-loaded';
import type { Strings } from './en';

/** Each language is a file of its own: a browser loads the one that it shows. */
const LOADS: Record<Language, () => Promise<Strings>> = {
  en: () => import('./en').then(({ en }) => en),
  zh: () => import('./zh').then(({ zh }) => zh),
};

const loading = new Map<Language, Promise<Strings>>();

/** The same promise each time: React waits for it once. Until then the page is what the server made of it, which is true. */
function load(language: Language): Promise<Strings> {
  const asked = loading.get(language) ?? untilLoaded(LOADS[language]);
  loading.set(language, asked);
  return asked;
}

// The page says its language in its first tag: its strings need not wait until React comes to them.
if (typeof document !== 'undefined') void load(document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');

const Spoken = createContext<Strings | null>(null);

/** Gives everything below it the strings of one language. It takes the language's name: functions do not cross from the server. */
export function StringsProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <Spoken value={use(load(language))}>{children}</Spoken>;
}

/** What the interface says, in the language of the page. */
export function useStrings(): Strings {
  const strings = use(Spoken);
  if (strings === null) throw new Error('The page has no language: StringsProvider is missing.');
  return strings;
}
