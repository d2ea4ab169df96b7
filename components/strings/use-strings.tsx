'use client';

import { createContext, use, type ReactNode } from 'react';
import type { Language } from '@/lib/domain/words/language';
import type { Strings } from './en';

/** Each language is a file of its own: a browser loads the one that it shows. */
const LOADS: Record<Language, () => Promise<Strings>> = {
  en: () => import('./en').then(({ en }) => en),
  zh: () => import('./zh').then(({ zh }) => zh),
};

const loading = new Map<Language, Promise<Strings>>();

const AGAIN_MS = 2_000;

/** Never fails: without strings the page stays what the server made of it, which is true, and tries again. */
function untilLoaded(language: Language): Promise<Strings> {
  return LOADS[language]().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return untilLoaded(language);
  });
}

/** The same promise each time: React waits for it once. */
function load(language: Language): Promise<Strings> {
  const asked = loading.get(language) ?? untilLoaded(language);
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
