import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as catalogue from '../../lib/domain/strings';

const source = readFileSync(new URL('../../lib/domain/strings.ts', import.meta.url), 'utf8');

const fixed: string[] = Object.values(catalogue).flatMap((group) =>
  Object.values(group).filter((entry): entry is string => typeof entry === 'string'),
);

describe('the catalogue of sentences', () => {
  it.each([
    ['an apology', /\b(?:oops|sorry|whoops)\b/i],
    ['a question whether one is sure', /are you sure/i],
    ['a bare ERR', /\bERR\b/],
    ['an exclamation mark in a sentence', /[a-z]!/],
    ['"blocked writes" claimed as accepted', /accepting writes/i],
  ])('has no %s', (_name, pattern) => expect(source.match(pattern)).toBeNull());

  it('ends every whole sentence with a full stop, and starts it with a capital', () => {
    const sentences = fixed.filter((text) => /^[A-Z]/.test(text) && !/^Redis started$/.test(text));
    expect(sentences.length).toBeGreaterThan(60);
    expect(sentences.filter((text) => !text.endsWith('.'))).toEqual([]);
  });
});
