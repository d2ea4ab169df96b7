import { describe, expect, it } from 'vitest';
import { bytes, duration, escaped, savePoint, shellWord, utc } from '../../lib/domain/text/format';

describe('format', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [47_000_000, '47 MB'],
    [11_200_000_000, '11.2 GB'],
    [999_960_000, '1 GB'],
    [-5, '0 bytes'],
  ])('%d bytes', (value, text) => expect(bytes(value)).toBe(text));

  it.each([
    [0, '0 s'],
    [42, '42 s'],
    [362, '6 min 2 s'],
    [3600, '1 h'],
    [187_200, '2 d 4 h'],
    [-3, '0 s'],
  ])('%d seconds', (value, text) => expect(duration(value)).toBe(text));

  it('a time of the same day is told without its date, another with it', () => {
    const now = Date.UTC(2026, 10, 14, 5, 41, 22);
    expect(utc(Date.UTC(2026, 10, 14, 0, 0, 5), now)).toBe('00:00:05 UTC');
    expect(utc(Date.UTC(2026, 10, 13, 23, 59, 59), now)).toBe('13 Nov 2026, 23:59:59 UTC');
  });

  it('dates agree with the calendar, leap days too', () => {
    for (let day = 0; day < 47_000; day += 13) {
      const date = new Date(day * 86_400_000);
      const month = date.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
      const expected = `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, 00:00:00 UTC`;
      expect(utc(day * 86_400_000, (day + 1) * 86_400_000)).toBe(expected);
    }
  });

  it('a save point', () => expect(savePoint({ seconds: 60, changes: 10_000 })).toBe('60 s / 10,000 changes'));

  it.each([
    ['/var/lib/redis', '/var/lib/redis'],
    ['/data/my redis', "'/data/my redis'"],
    ["/data/it's", "'/data/it'\\''s'"],
    ['/data/$(reboot)', "'/data/$(reboot)'"],
    ['-rf', "'-rf'"],
    ['/data/\u001b[31m', null],
    ['/data/\u202etxt', null],
    ['/data/a\nb', null],
    ['', null],
  ])('a shell word of %j', (text, word) => expect(shellWord(text)).toBe(word));

  it('evidence shows control and direction characters as escapes, and ends', () => {
    expect(escaped('a\u001b[31m\u202eb')).toBe('a\\u001b[31m\\u202eb');
    expect(escaped('x'.repeat(500))).toHaveLength(201);
  });
});
