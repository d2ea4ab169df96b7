import type { Language } from './language';
import { EN } from './en';
import { ZH } from './zh';

/**
 * Every sentence with which the domain speaks to a person, in one language. What happened, what it means, what to do; times in UTC,
 * numbers with their unit. `now` is the time of the observation, so that a sentence stays the same while nothing changes.
 *
 * What is shown is computed from facts in the words of who asks. What is recorded (audit, outcome of an action, log) is a record:
 * it is written in English and never translated. `docs/adr/0006-languages.md` has why.
 */
export type Words = typeof EN;

/** What is told, once it is known in which language. */
export type InLanguage<T> = (words: Words) => T;

const WORDS: Readonly<Record<Language, Words>> = { en: EN, zh: ZH };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
