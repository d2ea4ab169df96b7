import type { Language } from '@/lib/domain/language';
import { en, type Strings } from './en';
import { zh } from './zh';

/** The strings of a language, for server components; those of the browser take `useStrings`. */
export function stringsOf(language: Language): Strings {
  return language === 'zh' ? zh : en;
}
