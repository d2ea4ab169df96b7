import { describe, expect, it } from 'vitest';
import { AdvisedFact, ChoicesTable } from '@/components/instances/choices-table';
import { ExposureFact } from '@/components/instances/exposure-fact';
import { GuardFact } from '@/components/instances/guard-fact';
import { ServerFacts } from '@/components/instances/server-facts';
import { TodoPanel } from '@/components/instances/todo-panel';
import type { Choices, Way } from '@/lib/contracts/choices';
import type { Instance } from '@/lib/contracts/instance';
import { anInstance } from '../support/an-instance';
import { textOf as spacedTextOf } from '../support/text-of';

const textOf: typeof spacedTextOf = async (...asked) => (await spacedTextOf(...asked)).trim();

const way = (name: Way['way'], over: Partial<Way> = {}): Way => ({
  way: name,
  value: null,
  verdict: 'not-known',
  tells: `What ${name} does.`,
  changes: [],
  risks: [],
  blocked: null,
  ...over,
});
const CHOICES: Choices = {
  ways: [
    way('wait', { verdict: 'does-not-help' }),
    way('save'),
    way('guard', { value: 'no', verdict: 'helps', risks: ['It is risky.'], blocked: 'Read-only here.' }),
  ],
  advised: 'save',
  reason: 'That ends it.',
};

describe('what to press', () => {
  it('each way has a word, a verdict and a sentence, the advised one a mark, and none a button', async () => {
    expect(await textOf(ChoicesTable, { choices: CHOICES })).toBe(
      'Wait does not help What wait does. Save now Advised not known What save does. Guard off helps What guard does. Read-only here. What each changes and risks Guard off It is risky.',
    );
    expect(await textOf(AdvisedFact, { choices: CHOICES })).toBe('Save now · That ends it.');
  });

  it('none is advised, and why', async () => {
    const none = { ...CHOICES, advised: null };
    expect(await textOf(ChoicesTable, { choices: none })).not.toContain('Advised');
    expect(await textOf(AdvisedFact, { choices: none })).toBe('None of the three · That ends it.');
  });

  it('says it in Chinese', async () => {
    expect(await textOf(ChoicesTable, { choices: CHOICES }, 'zh')).toContain('关闭写保护 有用');
    expect(await textOf(AdvisedFact, { choices: CHOICES }, 'zh')).toBe('立即保存 · That ends it.');
  });

  it('a guard that cannot be read has no direction, one that is off would go on', async () => {
    const told = (value: 'yes' | null) =>
      textOf(ChoicesTable, { choices: { ...CHOICES, ways: [way('guard', { value, verdict: 'makes-worse' })] } });
    expect(await told('yes')).toContain('Guard on makes it worse');
    expect(await told(null)).toMatch(/^Guard makes it worse/);
  });
});

describe('what a crash would lose', () => {
  const at = (exposure: Partial<Instance['exposure']>, over: Partial<Instance> = {}): Instance => {
    const base = anInstance(over);
    const rdb = { ...base.rdb, changesSinceLastSave: 5, lastGoodSaveReason: 'None was seen.' };
    return { ...base, rdb: { ...rdb, ...over.rdb }, exposure: { ...base.exposure, ...exposure } };
  };
  const told = (instance: Instance, full = true) => textOf(ExposureFact, { instance, full });

  it('how fast it grows, what the AOF has, when the next save is due', async () => {
    const instance = at({ growsPerMinute: 1200, aof: 'second', nextSaveReason: 'None is due before 9 changes.' });
    expect(await told(instance)).toBe(
      '5 changes not in any snapshot. None was seen. AOF has them, but for about a second if the host fails. About 1,200 more a minute. None is due before 9 changes.',
    );
    expect(await told(instance, false)).toMatch(/if the host fails\.$/);
  });

  it('bait: not known is neither 0 nor nothing', async () => {
    expect(await told(at({ growsPerMinute: null }))).toContain('How fast more come is not known yet.');
    expect(await told(at({ growsPerMinute: 0 }))).toContain('No more come now.');
  });

  it('while writes are refused nothing comes to it', async () => {
    const { writes } = anInstance();
    const refusing = at({ growsPerMinute: null }, { writes: { ...writes, availability: 'rejected', cause: 'rdb' } });
    expect(await told(refusing)).not.toContain('not known yet');
  });
});

describe('what a restart does with settings', () => {
  const drift: Instance['drift'] = [
    {
      setting: 'guard',
      value: 'no',
      keeping: 'lost',
      since: null,
      by: null,
      outside: true,
      message: 'The guard goes.',
    },
  ];
  const { guard } = anInstance();
  const instance = anInstance({ drift, guard: { ...guard, value: 'no' } });

  it('stands with the guard, and in words with the settings', async () => {
    expect(await textOf(GuardFact, { instance })).toContain('A restart of Redis takes what its configuration says.');
    expect(await textOf(ServerFacts, { instance })).toContain('Set while running The guard goes.');
    expect(await textOf(ServerFacts, { instance: anInstance() })).not.toContain('Set while running');
  });

  it('since when, and that it was not through Savepoint', async () => {
    const since = drift.map((one) => ({ ...one, since: '2026-11-22T05:31:00.000Z' }));
    expect(await textOf(GuardFact, { instance: { ...instance, drift: since } })).toMatch(
      /^Off .* since 05:31:00 UTC , not set through Savepoint \. A restart of Redis/,
    );
  });
});

it('the panel has what is advised after what comes next, and the comparison before the steps', async () => {
  const nextSteps = { short: 'Mend it.', steps: [] };
  const instance = anInstance({ state: 'not-saving', nextSteps, choices: CHOICES });
  const text = await textOf(TodoPanel, { instance });
  expect(text).toMatch(/Next Mend it\. Advised Save now · That ends it\. Wait does not help/);
  expect(await textOf(TodoPanel, { instance: { ...instance, choices: null } })).not.toContain('Advised');
});
