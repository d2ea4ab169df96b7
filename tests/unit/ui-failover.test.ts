import { createElement } from 'react';
import { prerender } from 'react-dom/static';
import { expect, it } from 'vitest';
import { FailoverNotice } from '@/components/instances/failover-notice';
import { StringsProvider } from '@/components/strings/use-strings';
import { anInstance } from '../support/an-instance';

async function htmlOf(failoverNote: string | null): Promise<string> {
  const instance = anInstance({ guard: { ...anInstance().guard, failoverNote } });
  const Page = () => StringsProvider({ language: 'en', children: createElement(FailoverNotice, { instance }) });
  return new Response((await prerender(createElement(Page))).prelude).text();
}

it('the page of either server tells what a failover means for an override, and else says nothing of one', async () => {
  const html = await htmlOf('That override stays there\u202e.');
  expect(html).toContain('An override does not move with a failover');
  expect(html).toContain('That override stays there\\u202e.');
  expect(await htmlOf(null)).toBe('');
});
