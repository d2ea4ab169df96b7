import { describe, expect, it } from 'vitest';
import { csvLine, type CsvValue } from '../../lib/http/csv';
import { csvRecords } from '../support/csv-records';

describe('a line of CSV', () => {
  it.each<[string, CsvValue, string]>([
    ['text', 'disk-full', 'disk-full'],
    ['another script', 'Größe 注文', 'Größe 注文'],
    ['a number', 6.5, '6.5'],
    ['a number below 0', -3, '-3'],
    ['0', 0, '0'],
    ['false', false, 'false'],
    ['what is not known', null, ''],
    ['an empty text', '', '""'],
    ['a comma', 'a,b', '"a,b"'],
    ['quotes', 'a "b"', '"a ""b"""'],
    ['a new line', 'a\nb\r\nc', '"a\nb\r\nc"'],
    ['a blank at the edge', ' a', '" a"'],
  ])('has %s', (_case, value, cell) => {
    expect(csvLine([value, 'x'])).toBe(`${cell},x\r\n`);
  });

  it.each([['=HYPERLINK("http://x","y")'], ['+1+1'], ['-2+3'], ['@SUM(1)'], ['\ta'], ['\ra'], ['\na'], ['＝1']])(
    'has no formula: %j',
    (text) => {
      expect(csvRecords(csvLine([text, 'x']))).toEqual([[`'${text}`, 'x']]);
    },
  );

  it.each([
    ['x;=HYPERLINK("http://x";"y")', `x;'=HYPERLINK("http://x";"y")`],
    ["first\n=cmd|'/C calc'!A0", "first\n'=cmd|'/C calc'!A0"],
    ['a\r\n+1', "a\r\n'+1"],
    ['\n=1', "'\n'=1"],
    ['=1;=2;-3;@a', "'=1;'=2;'-3;'@a"],
    ['a; -b =c', 'a; -b =c'],
  ])('has none either where a spreadsheet divides it: %j', (text, cell) => {
    expect(csvRecords(csvLine([text]))).toEqual([[cell]]);
    expect(cell.split(/[;\t\r\n]/).filter((part) => /^[=+\-@]/.test(part))).toEqual([]);
  });

  it.each([
    ['a right-to-left override', 'evil\u202egnp', 'evil\\u202egnp'],
    ['an escape of a terminal', '\u001b[31mred', '\\u001b[31mred'],
    ['a zero-width blank before a formula', '\u200b=1', '\\u200b=1'],
    ['a zero byte', 'a\u0000b', 'a\\u0000b'],
  ])('shows %s', (_case, text, shown) => {
    expect(csvRecords(csvLine([text]))).toEqual([[shown]]);
  });

  it('is read back as what was written, whatever stands in it', () => {
    const cells = ['a"b', 'c,d', '', 'e\r\nf', '"', ',', '""', 'g;h'];
    expect(csvRecords(csvLine(cells) + csvLine(['next']))).toEqual([cells, ['next']]);
  });
});
