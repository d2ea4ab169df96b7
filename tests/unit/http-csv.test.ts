import { describe, expect, it } from 'vitest';
import { csvLine, type CsvValue } from '../../lib/http/csv';

/** The fields of a text as RFC 4180 reads them. */
function read(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

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

  it.each([['=HYPERLINK("http://x","y")'], ['+1+1'], ['-2+3'], ['@SUM(1)'], ['\t=1'], ['\r=1'], ['\n=1'], ['＝1']])(
    'has no formula: %j',
    (text) => {
      expect(read(csvLine([text, 'x']))).toEqual([[`'${text}`, 'x']]);
    },
  );

  it.each([
    ['a right-to-left override', 'evil\u202egnp', 'evil\\u202egnp'],
    ['an escape of a terminal', '\u001b[31mred', '\\u001b[31mred'],
    ['a zero-width blank before a formula', '\u200b=1', '\\u200b=1'],
    ['a zero byte', 'a\u0000b', 'a\\u0000b'],
  ])('shows %s', (_case, text, shown) => {
    expect(read(csvLine([text]))).toEqual([[shown]]);
  });

  it('is read back as what was written, whatever stands in it', () => {
    const cells = ['a"b', 'c,d', '', 'e\r\nf', '"', ',', '""', 'g;h'];
    expect(read(csvLine(cells) + csvLine(['next']))).toEqual([cells, ['next']]);
  });
});
