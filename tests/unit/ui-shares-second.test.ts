import { expect, test } from 'vitest';
import { sharesSecond } from '@/components/incidents/shares-second';

const at = (from: string, to = from) => ({ from: `2026-11-22T05:${from}Z`, to: `2026-11-22T05:${to}Z` });

test.each([
  ['two of one second', [at('41:22.900'), at('41:22.100')], [true, true]],
  ['two of two seconds', [at('41:23.001'), at('41:22.999')], [false, false]],
  ['one that ends in the second of another', [at('41:22.500'), at('41:10.000', '41:22.100')], [true, true]],
  ['one that begins in it', [at('41:22.500', '41:30.000'), at('41:22.100')], [true, true]],
  ['one alone', [at('41:22.500')], [false]],
  ['neighbours alone count', [at('41:22.9'), at('41:25.0'), at('41:22.1')], [false, false, false]],
  ['the same second of another minute', [at('42:22.900'), at('41:22.100')], [false, false]],
])('%s', (_name, entries, expected) => {
  expect(entries.map((_entry, index) => sharesSecond(entries, index))).toEqual(expected);
});
