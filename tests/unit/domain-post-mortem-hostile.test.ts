import { expect, it } from 'vitest';
import { postMortemOf } from '../../lib/domain/incident/post-mortem';
import type { TimelineEntry } from '../../lib/domain/incident/timeline-entry';
import { EN } from '../../lib/domain/words/en';
import { anIncident } from '../support/an-incident';
import { hostileTexts } from '../support/hostile-texts';
import { markdownNodes } from '../support/markdown-nodes';
import { OPERATOR, T0 } from '../support/store-samples';

/** What begins something in Markdown, besides what is hostile everywhere. */
const MARKUP = [
  '# a',
  '- a\n- b',
  '1. a',
  '> a',
  '| a | b |\n|---|---|\n| c | d |',
  '```sh\nrm -rf /\n```',
  '    code',
  '[a](https://a.example)',
  '![a](https://a.example/x.png)',
  '[a]: https://a.example\n[a]',
  '<https://a.example>',
  'https://a.example www.a.example a@a.example',
  '**a** _b_ ~~c~~ `d`',
  'a\n===',
  'a\n---',
  '***',
  '<details><summary>a</summary></details>',
  '&lt;b&gt; &#60;b&#62;',
  'a\\',
  '~~',
  '[^1] [^1]: a',
  '- [x] done',
];
const TEXTS = [...MARKUP, ...hostileTexts(300, 11).map(({ text }) => text)];

const noteOf = (text: string, name: string, index: number): TimelineEntry => ({
  ...{ id: `n-${index}`, from: T0, to: T0, kind: 'note', source: 'note', text, noteId: `n-${index}` },
  actor: { ...OPERATOR, name },
  ...{ attempts: null, saveId: null, actionId: null, auditSeq: null, stepId: null, struck: index % 2 === 1 },
});

function postMortem(texts: readonly string[], names: readonly string[], name: string): string {
  const incident = { ...anIncident(3), name, address: name };
  const entries = texts.map((text, index) => noteOf(text, names[index] ?? '', index));
  const input = { incident, entries, isWhole: true, now: T0, iso: (at: number) => new Date(at).toISOString() };
  return postMortemOf(input, EN);
}

it('a post-mortem has the same parts whatever people wrote: no link, picture, HTML, heading or list comes of it', async () => {
  const plain = TEXTS.map(() => 'plain');
  const wanted = await markdownNodes(postMortem(plain, plain, 'orders'));
  expect(wanted).toContain('listItem');
  for (const [index, text] of MARKUP.entries()) {
    const alone = plain.with(index, text);
    expect([text, await markdownNodes(postMortem(alone, alone, text))]).toEqual([text, wanted]);
  }
  expect(await markdownNodes(postMortem(TEXTS, TEXTS, 'orders'))).toEqual(wanted);
});
