import { describe, expect, it } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { fixedOf, NEVER_SAID, pathsOf } from '../support/catalogue';
import { sourceFiles } from '../support/source-files';

const sourceOf = (language: string): string =>
  sourceFiles()
    .filter(({ path }) => path.startsWith(`lib/domain/words/${language}`))
    .map(({ text }) => text)
    .join('\n');

describe('the sentences of the domain', () => {
  it.each(NEVER_SAID)('have no %s, in English and in Chinese', (_name, pattern) => {
    for (const language of ['en', 'zh']) expect(sourceOf(language).match(pattern)).toBeNull();
  });

  it('end with a full stop and start with a capital, in English', () => {
    const sentences = [...fixedOf(EN).values()].filter((text) => /^[A-Z]/.test(text));
    expect(sentences.length).toBeGreaterThan(60);
    expect(sentences.filter((text) => !text.endsWith('.'))).toEqual([]);
  });

  it('are all there in Chinese', () => expect(pathsOf(ZH)).toEqual(pathsOf(EN)));

  it('are none of them left in English', () => {
    const same = [...fixedOf(ZH)].filter(
      ([path, text]) => fixedOf(EN).get(path) === text || !/[\u4e00-\u9fff]/.test(text),
    );
    expect(same).toEqual([]);
  });

  it('end with a full stop in Chinese where they do in English', () => {
    const wrong = [...fixedOf(EN)].filter(
      ([path, text]) => text.endsWith('.') !== fixedOf(ZH).get(path)?.endsWith('。'),
    );
    expect(wrong).toEqual([]);
  });

  it('are punctuated as Chinese is, and call a Redis command by its name', () => {
    const wrong = [...fixedOf(ZH).values()].filter((text) => /[\u4e00-\u9fff][,.;:?]/.test(text));
    expect(wrong).toEqual([]);
  });
});
