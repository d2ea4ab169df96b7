import { expect, it } from 'vitest';
import { tableOf, verdictsOf, type Soaked } from '../../scripts/lib/soak/report.mjs';
import { Tally } from '../../scripts/lib/soak/tally.mjs';

const WELL = { errors: 0, unhandled: 0, warnings: 2, first: [] };
const NOW = '2026-11-28T05:00:10.000Z';

/** An hour in which nothing grows, with what a test changes. */
function soaked(more: Partial<Soaked> & { rssPerHour?: number } = {}): Soaked {
  const { rssPerHour = 0, ...rest } = more;
  const samples = Array.from({ length: 361 }, (_, index) => {
    const rss = 150 + (rssPerHour * index) / 360;
    return {
      at: index * 10,
      rss,
      heap: 60,
      code: 12 + index / 180,
      fds: 50,
      threads: 11,
      store: 1,
      wal: 1,
      cpu: index,
    };
  });
  return { seed: 1, instances: 20, samples, tally: new Tally(), log: WELL, ended: false, ...rest };
}

/** A list of one instance whose facts are so old. */
const listOf = (ageMs: number) => ({
  observedAt: NOW,
  instances: [{ name: 'one', observedAt: new Date(Date.parse(NOW) - ageMs).toISOString(), staleAfterMs: 5000 }],
});

it('a run in which nothing grew and nothing failed went well', () => {
  const { good, texts } = verdictsOf(soaked());
  expect(good).toBe(true);
  expect(texts).toHaveLength(7);
  expect(texts.join('\n')).not.toMatch(/grows|stale in/);
});

it.each([
  ['memory that grows', soaked({ rssPerHour: 9 }), /Memory: grows by/],
  ['errors that nobody caught', soaked({ log: { ...WELL, unhandled: 1 } }), /1 that nobody caught/],
  ['errors in the log', soaked({ log: { ...WELL, errors: 3 } }), /3 others in the log/],
  ['an end that nobody asked for', soaked({ ended: true }), /ended before/],
])('%s end it badly', (_what, run, sentence) => {
  const { good, texts } = verdictsOf(run);
  expect(good).toBe(false);
  expect(texts.join('\n')).toMatch(sentence);
});

it('an answer that failed ends it badly', () => {
  const tally = new Tally();
  tally.fail('an answer', new Error('GET /api/instances was answered with 500'));
  const { good, texts } = verdictsOf(soaked({ tally }));
  expect(good).toBe(false);
  expect(texts).toContain('Answers and actions: 1 were not as they should be.');
  expect(tally.failures[0]).toContain('answered with 500');
});

it('stale facts end it badly, unless something was being done to that server', () => {
  const disturbed = new Tally();
  disturbed.disturb('one', 60);
  disturbed.look(listOf(6000));
  expect(verdictsOf(soaked({ tally: disturbed })).good).toBe(true);

  const tally = new Tally();
  tally.look(listOf(900));
  expect(verdictsOf(soaked({ tally })).good).toBe(true);
  tally.look(listOf(6000));
  expect(verdictsOf(soaked({ tally })).good).toBe(false);
  expect(tally.ages).toEqual([900, 6000]);
});

it('facts that never came are stale, not young', () => {
  const tally = new Tally();
  tally.look({ observedAt: NOW, instances: [{ name: 'one', observedAt: null, staleAfterMs: 5000 }] });
  expect(tally.stale).toBe(1);
});

it('the table has the figures', async () => {
  const table = await tableOf(soaked({ rssPerHour: 3 }));
  expect(table).toMatch(/length of the run +\| 01:00:00/);
  expect(table).toMatch(/what V8 compiled, slope +\| 2\.00 ± /);
  expect(table).toMatch(/file descriptors, [^|]+\| 50\.0 → 50\.0/);
  expect(table).toMatch(/processor +\| 10\.0 % of a core/);
});
