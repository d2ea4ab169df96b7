import { expect, test } from 'vitest';
import { isAlike } from '../../lib/runtime/is-alike';

const VALUES = [
  null,
  0,
  1,
  '',
  '1',
  false,
  [],
  {},
  [1],
  [1, 2],
  [2, 1],
  { a: 1 },
  { a: null },
  { b: 1 },
  { a: 1, b: 1 },
  { a: { b: [1, { c: null }] } },
  { a: { b: [1, { c: 0 }] } },
  { 0: 1 },
];

test('two values of JSON are alike where their texts are', () => {
  for (const one of VALUES) {
    for (const other of VALUES) {
      expect([one, other, isAlike(one, structuredClone(other))]).toEqual([
        one,
        other,
        JSON.stringify(one) === JSON.stringify(other),
      ]);
    }
  }
});

test('names come in any order', () => {
  expect(isAlike({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
});
