import type { Language } from '@/lib/domain/language';
import { en } from './en';
import { zh } from './zh';

/** All that the interface itself says; sentences about facts come from the server with the facts, in the same language. */
export type Strings = typeof en;

/** The strings of a language, for server components; those of the browser take `useStrings`. */
export function stringsOf(language: Language): Strings {
  return language === 'zh' ? zh : en;
}
