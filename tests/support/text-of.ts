import { createElement, type ComponentType } from 'react';
import { prerender } from 'react-dom/static';
import { StringsProvider } from '@/components/strings/use-strings';
import type { Language } from '@/lib/domain/words/language';

/** What the HTML of a component says, its tags left out. */
export async function textOf<T extends object>(
  part: ComponentType<T>,
  props: T,
  language: Language = 'en',
): Promise<string> {
  const Page = () => StringsProvider({ language, children: createElement(part, props) });
  const { prelude } = await prerender(createElement(Page));
  const html = await new Response(prelude).text();
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
}
