import { describe, expect, it } from 'vitest';
import { CompactCard } from '@/components/instances/compact-card';
import { ServerFacts } from '@/components/instances/server-facts';
import { CardFacts, NowFacts } from '@/components/instances/trouble-facts';
import type { Language } from '@/lib/domain/words/language';
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

describe('slow answers', () => {
  const SLOW = anInstance({ answers: { slow: true, ms: 1400, message: 'What it means.' } });
  const QUICK = anInstance();
  const UNKNOWN = anInstance({ answers: { slow: null, ms: null, message: null } });

  it.each<[Language, string, string]>([
    ['en', 'Answers', 'slow: 1,400 ms'],
    ['zh', '应答', '缓慢：1,400 毫秒'],
  ])('are told in two words on a card, and with what it means on the page (%s)', async (language, term, chip) => {
    expect(await textOf(NowFacts, { instance: SLOW, withRisk: true }, language)).toContain(
      `${term} ${chip} What it means.`,
    );
    const large = await textOf(CardFacts, { instance: SLOW }, language);
    expect(large).toContain(`${term} ${chip}`);
    expect(large).not.toContain('What it means.');
    expect(await textOf(CompactCard, { instance: SLOW }, language)).toContain(chip);
  });

  it.each([
    ['quick', QUICK],
    ['not known', UNKNOWN],
  ])('are not told of a server whose answers are %s', async (_name, instance) => {
    const parts = [
      await textOf(NowFacts, { instance, withRisk: true }),
      await textOf(CardFacts, { instance }),
      await textOf(CompactCard, { instance }),
    ];
    expect(parts.join(' ')).not.toMatch(/Answers|slow/);
  });
});
