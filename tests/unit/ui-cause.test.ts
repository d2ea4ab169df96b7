import { createElement } from 'react';
import { prerender } from 'react-dom/static';
import { expect, it } from 'vitest';
import { CauseFact, CauseWord } from '@/components/instances/cause-fact';
import { StringsProvider } from '@/components/strings/use-strings';
import type { Cause } from '@/lib/contracts/save';
import type { Language } from '@/lib/domain/words/language';

const FORK: Cause = {
  kind: 'unknown',
  confidence: 'unknown',
  stage: 'fork',
  stageConfidence: 'likely',
  evidence: ['No child appeared.'],
  against: [],
};

async function textOf(part: typeof CauseFact | typeof CauseWord, cause: Cause, language: Language = 'en') {
  const Page = () => StringsProvider({ language, children: createElement(part as typeof CauseWord, { cause }) });
  const { prelude } = await prerender(createElement(Page));
  const html = await new Response(prelude).text();
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

it('a refused fork is told first, as sure as it is; then its reason, as sure as that is', async () => {
  const failed = 'Fork failed: no child was started likely';
  expect(await textOf(CauseWord, FORK)).toBe(`${failed} · Reason: not known`);
  const memory: Cause = { ...FORK, kind: 'fork-memory', confidence: 'possible' };
  expect(await textOf(CauseWord, memory)).toBe(`${failed} · Reason: No memory to fork possible`);
  expect(await textOf(CauseWord, { ...memory, stageConfidence: 'certain' }, 'zh')).toBe(
    'fork 失败：没有启动子进程 确定 · 原因：内存不足，无法 fork 可能',
  );
});

it('a card adds the first piece of evidence, and does not call a refused fork not known', async () => {
  expect(await textOf(CauseFact, FORK)).toBe(
    'Fork failed: no child was started likely · Reason: not known · No child appeared.',
  );
  const child: Cause = { ...FORK, stage: 'child', evidence: ['The child ended.'] };
  expect(await textOf(CauseFact, child)).toBe('Not known · The child ended.');
});
