'use client';

import { createContext, use, type ReactNode } from 'react';
import type { Language } from '@/lib/domain/words/language';
import { untilLoaded } from '../ui/until-loaded';
import type { FirstStrings, LaterStrings, Strings } from './en';

interface Catalogue {
  readonly first: () => Promise<FirstStrings>;
  readonly later: () => Promise<LaterStrings>;
}

/**
 * Each language is two files of its own: a browser loads the one that it shows, and of that first what the first view says. What
 * dialogues and other pages say comes with their code.
 */
const CATALOGUES: Record<Language, Catalogue> = {
  en: {
    first: () => import('./en-first').then(({ first }) => first),
    later: () => import('./en-later').then(({ later }) => later),
  },
  zh: {
    first: () => import('./zh-first').then(({ first }) => first),
    later: () => import('./zh-later').then(({ later }) => later),
  },
};

const loading = new Map<Language, Promise<FirstStrings>>();
const loadingAll = new Map<Language, Promise<Strings>>();
const loadedAll = new Map<Language, Promise<Strings>>();

/** A promise as React leaves it after it has waited for it: `use` returns what is in it at once. */
function settled<T>(value: T): Promise<T> {
  return Object.assign(Promise.resolve(value), { status: 'fulfilled', value });
}

/** The same promise each time: React waits for it once. Until then the page is what the server made of it, which is true. */
function loadFirst(language: Language): Promise<FirstStrings> {
  const asked = loading.get(language) ?? untilLoaded(CATALOGUES[language].first);
  loading.set(language, asked);
  return asked;
}

async function joined(language: Language): Promise<Strings> {
  const [first, later] = await Promise.all([loadFirst(language), CATALOGUES[language].later()]);
  const all = loadedAll.get(language) ?? settled({ ...first, ...later });
  loadedAll.set(language, all);
  return all;
}

function loadAll(language: Language): Promise<Strings> {
  const asked = loadedAll.get(language) ?? loadingAll.get(language) ?? untilLoaded(() => joined(language));
  loadingAll.set(language, asked);
  return asked;
}

/** The page says its language in its first tag. */
function languageOfPage(): Language {
  return document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
}

/** Loads what is not part of the first view, once; fails where it cannot be loaded now. */
export async function loadAllStrings(): Promise<void> {
  await joined(languageOfPage());
}

// Strings need not wait until React comes to them: those of the first view, and on every page but the fleet's the others as well.
if (typeof document !== 'undefined') void (window.location.pathname === '/' ? loadFirst : loadAll)(languageOfPage());

interface Spoken {
  readonly language: Language;
  readonly first: FirstStrings;
}

const SpokenContext = createContext<Spoken | null>(null);

/** Gives everything below it the strings of one language. It takes the language's name: functions do not cross from the server. */
export function StringsProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <SpokenContext value={spokenOf(language, use(loadFirst(language)))}>{children}</SpokenContext>;
}

const spoken = new Map<Language, Spoken>();

function spokenOf(language: Language, first: FirstStrings): Spoken {
  const known = spoken.get(language) ?? { language, first };
  spoken.set(language, known);
  return known;
}

function useSpoken(): Spoken {
  const known = use(SpokenContext);
  if (known === null) throw new Error('The page has no language: StringsProvider is missing.');
  return known;
}

/** What every page and the first view of the fleet say, in the language of the page. */
export function useFirstStrings(): FirstStrings {
  return useSpoken().first;
}

/**
 * All that the interface says, in the language of the page. The first view does without: it would load what it does not show.
 * `use` is called each time, with what is loaded as well: React begins a component that waited once more, and without that call
 * takes its hooks for those of a second rendering, fails, and makes the whole page anew: what was typed into it is gone.
 */
export function useStrings(): Strings {
  const { language } = useSpoken();
  return use(loadAll(language));
}
