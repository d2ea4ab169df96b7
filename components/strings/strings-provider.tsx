import type { ReactNode } from 'react';
import type { Language } from '@/lib/domain/language';

interface Props {
  language: Language;
  children: ReactNode;
}

/** The strings of a language for all below. Rendered on the server alone, so that a browser loads one language and not all. */
export async function StringsProvider({ language, children }: Props) {
  const Provider = language === 'zh' ? (await import('./chinese')).Chinese : (await import('./english')).English;
  return <Provider>{children}</Provider>;
}
