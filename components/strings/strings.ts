import type { Language } from '@/lib/domain/words/language';
import { en, type Strings } from './en';
import { zh } from './zh';

/** The strings of a language. Server components ask for them here, all others with `useStrings`. */
export function stringsOf(language: Language): Strings {
  return language === 'zh' ? zh : en;
}
