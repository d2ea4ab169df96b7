import { LANGUAGE_COOKIE, type Language } from '@/lib/domain/words/language';
import { useFirstStrings } from '../strings/use-strings';
import { cookieText } from '../ui/preference-cookies';
import { ChoiceGroup } from './choice-group';

/** Each in its own words: who cannot read the page must find the way back. */
const LANGUAGES: readonly { readonly value: Language; readonly lang: string; readonly name: string }[] = [
  { value: 'en', lang: 'en', name: 'English' },
  { value: 'zh', lang: 'zh-CN', name: '简体中文' },
];

/** Asks for the page again: sentences about facts come from the server with the facts. */
function choose(language: Language): void {
  document.cookie = cookieText(LANGUAGE_COOKIE, language);
  window.location.reload();
}

/** The languages of the interface, in the Display menu. */
export function LanguageChoice() {
  const strings = useFirstStrings();
  const now = LANGUAGES.find(({ lang }) => lang === strings.tag)?.value ?? 'en';
  return <ChoiceGroup label={strings.display.language} value={now} options={LANGUAGES} onChoose={choose} />;
}
