import { describe, expect, test } from 'vitest';
import { joinRows, refreshRows, upsertRow } from '@/lib/swr/rows';

const rows = (...ids: string[]): { id: string; text: string }[] => ids.map((id) => ({ id, text: 'old' }));
const idsOf = (list: readonly { id: string }[]): string => list.map(({ id }) => id).join('');

describe('a new row', () => {
  test('that is not there yet comes on top', () => {
    expect(idsOf(upsertRow(rows('b', 'a'), { id: 'c', text: 'new' }))).toBe('cba');
  });

  test('that is there already takes its place and moves nothing', () => {
    const next = upsertRow(rows('c', 'b', 'a'), { id: 'b', text: 'new' });
    expect(idsOf(next)).toBe('cba');
    expect(next[1]?.text).toBe('new');
  });
});

test('an older page that overlaps is joined without a double row', () => {
  expect(idsOf(joinRows(rows('d', 'c', 'b'), rows('b', 'a')))).toBe('dcba');
});

describe('the newest page, read again', () => {
  const cases: { name: string; before: string[] | null; fresh: string[]; rows: string; kept: boolean }[] = [
    { name: 'is all there is at first', before: null, fresh: ['b', 'a'], rows: 'ba', kept: false },
    {
      name: 'keeps the older rows that it pushed off its end',
      before: ['c', 'b', 'a'],
      fresh: ['d', 'c'],
      rows: 'dcba',
      kept: true,
    },
    {
      name: 'drops the older rows where a hole may lie between',
      before: ['b', 'a'],
      fresh: ['f', 'e'],
      rows: 'fe',
      kept: false,
    },
    { name: 'drops rows that were removed', before: ['b', 'a'], fresh: [], rows: '', kept: false },
  ];
  test.each(cases)('$name', ({ before, fresh, rows: expected, kept }) => {
    const result = refreshRows(before === null ? undefined : rows(...before), rows(...fresh));
    expect(idsOf(result.rows)).toBe(expected);
    expect(result.kept).toBe(kept);
  });
});
