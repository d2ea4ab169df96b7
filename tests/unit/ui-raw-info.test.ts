import { createElement } from 'react';
import { prerender } from 'react-dom/static';
import { expect, it } from 'vitest';
import { RawInfo, RawText } from '@/components/instances/raw-info';
import { StringsProvider } from '@/components/strings/use-strings';
import { hostileTexts, UNSEEN } from '../support/hostile-texts';

const READ_AT = '2026-11-28T05:41:22.007Z';

async function htmlOf(part: ReturnType<typeof createElement>): Promise<string> {
  const Page = () => StringsProvider({ language: 'en', children: part });
  return new Response((await prerender(createElement(Page))).prelude).text();
}

const textOf = (text: string, length = text.length) =>
  htmlOf(createElement(RawText, { raw: { text, length, cut: text.length < length, readAt: READ_AT } }));

it.each(hostileTexts(40, 20_261_128))('a hostile text is text, with what hides shown: $kind', async ({ text }) => {
  const html = await textOf(`os:${text}\r\n`);
  const [, shown = ''] = /<pre[^>]*>([\s\S]*)<\/pre>/.exec(html) ?? [];
  expect(shown).toContain('os:');
  expect(shown.replaceAll('\n', '')).not.toMatch(UNSEEN);
  expect(shown).not.toContain('<');
});

it('line ends of Redis are line ends, and a lone half of one is not', async () => {
  const html = await textOf('# Server\r\nos:a\rb\r\n');
  expect(html).toContain('# Server\nos:a\\u000db\n</pre>');
});

it('an answer that was cut says how long it is, and an empty one that it is empty', async () => {
  expect(await textOf('os:a', 200_022)).toContain('it has 200,022 characters.');
  expect(await textOf('os:a')).not.toContain('characters.');
  expect(await textOf('')).toContain('The answer is empty.');
});

it('nothing is asked before a person opens it', async () => {
  const html = await htmlOf(createElement(RawInfo, { instanceId: 'orders' }));
  expect(html).toContain('aria-expanded="false"');
  expect(html).not.toContain('Reading');
});
