import { describe, expect, it } from 'vitest';
import { ServerFacts } from '@/components/instances/server-facts';
import type { Language } from '@/lib/domain/language';
import { anInstance } from '../support/an-instance';
import { textOf } from '../support/text-of';

describe('the row of the clock', () => {
  const rowsOf = (aheadSeconds: number | null, message: string | null, language?: Language) => {
    const { server } = anInstance();
    const instance = anInstance({ server: { ...server, clock: { aheadSeconds, message } } });
    return textOf(ServerFacts, { instance }, language);
  };

  it.each<[Language, string]>([
    ['en', 'Clock'],
    ['zh', '时钟'],
  ])('tells that the clocks differ, and what it means (%s)', async (language, term) => {
    expect(await rowsOf(7200, 'What it means.', language)).toContain(`${term} What it means.`);
  });

  it.each([0, null])('is not there where nothing is known of a difference: %s', async (aheadSeconds) => {
    expect(await rowsOf(aheadSeconds, null)).not.toContain('Clock');
  });
});
