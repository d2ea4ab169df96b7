import { describe, expect, it } from 'vitest';
import { en } from '@/components/strings/en';
import { zh } from '@/components/strings/zh';
import { entriesOf, fixedOf, leftInEnglish, NEVER_SAID, pathsOf } from '../support/catalogue';

/** Names and literals that are the same in every language. */
const SAME = [
  'product',
  'display.utc',
  'dash',
  'guard.directive',
  'instance.aof',
  'audit.kind.bgsave',
  'guardDialog.flow.ping',
  'incidents.source.savepoint',
];

/** What stands on the keys themselves. */
const KEY_CAP = /^keys\.list\.\d+\.keys\.\d+$/;

const GIVEN = ['‹0›', '‹1›', '‹2›', '‹3›'] as const;

/** Which of what it is given a sentence shows. */
function shown(value: unknown): string[] {
  if (typeof value !== 'function') return [];
  const text = String((value as (...given: readonly string[]) => unknown)(...GIVEN));
  return GIVEN.filter((given) => text.includes(given));
}

const ownOf = (catalogue: object) =>
  entriesOf(catalogue).filter(({ path }) => !/^(format\.|fleetWords\.|tag$)/.test(path));

describe('what the interface says', () => {
  it('is all there in Chinese', () => expect(pathsOf(zh)).toEqual(pathsOf(en)));

  it('is translated, but for names', () => {
    const english = fixedOf(en);
    const same = [...fixedOf(zh)]
      .filter(([path, text]) => english.get(path) === text && !KEY_CAP.test(path))
      .map(([path]) => path);
    expect(same.filter((path) => !SAME.includes(path))).toEqual([]);
    expect(SAME.filter((path) => !same.includes(path))).toEqual([]);
  });

  it('has no English sentence left in Chinese', () => {
    expect([...fixedOf(zh)].flatMap(([path, text]) => leftInEnglish(text).map((left) => `${path}: ${left}`))).toEqual(
      [],
    );
  });

  it('shows all that it is given, in both languages', () => {
    const chinese = new Map(ownOf(zh).map(({ path, value }) => [path, value]));
    for (const { path, value } of ownOf(en)) {
      expect([path, shown(chinese.get(path))]).toEqual([path, shown(value)]);
    }
  });

  it('is punctuated as Chinese is', () => {
    const wrong = [...fixedOf(zh)].filter(([, text]) => /[\u4e00-\u9fff][,.;:?!]/.test(text));
    expect(wrong).toEqual([]);
  });

  it.each(NEVER_SAID)('has no %s, in either', (_name, pattern) => {
    for (const catalogue of [en, zh]) {
      const texts = ownOf(catalogue).map(({ value }) =>
        typeof value === 'string' ? value : String((value as (...given: readonly string[]) => unknown)(...GIVEN)),
      );
      expect(texts.filter((text) => pattern.test(text))).toEqual([]);
    }
  });
});
