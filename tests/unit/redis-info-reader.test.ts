import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { infoFacts } from '../../lib/redis/info';
import { fieldsOf } from '../../lib/redis/info-fields';
import { InfoReader } from '../../lib/redis/info-reader';

const FOLDER = new URL('../fixtures/info/', import.meta.url);
const FILES = ['redis-2.8.24-saved.txt', 'redis-7.0.15-saved.txt', 'valkey-8.1.1-saved.txt'];
const PASSING = /^(\w+):(.*)$/gm;

function textOf(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}

/** What may become of a text from one look to the next, some of it only where the server is hostile. */
const CHANGES: readonly ((info: string) => string)[] = [
  (info) => info,
  (info) => info.replace(/(uptime_in_seconds:)\d+/, '$19'),
  (info) => info.replace(/(uptime_in_seconds:)\d+/, '$112345678901234567890'),
  (info) => info.replace(/(server_time_usec|lru_clock):\d+/, '$1:1795327900000000'),
  (info) => info.replace(/(uptime_in_seconds:)\d+/, '$1'),
  (info) => info.replace(/rdb_last_bgsave_status:ok/, 'rdb_last_bgsave_status:err'),
  (info) => info.replace(/loading:0/, 'loading:01'),
  (info) => info.replace(/role:master\r\n/, 'role:slave\r\nmaster_host:10.0.0.9\r\nmaster_port:6379\r\n'),
  (info) => info.replace(/# Memory[^#]*/, ''),
  (info) => info.replace('# Stats', '# Statistics'),
  (info) => info.replace('# Stats', 'a line without a colon'),
  (info) => info.replace(/(uptime_in_seconds:)\d+/, `$1${'9'.repeat(5000)}`),
  (info) => info.replaceAll('\r\n', '\n'),
  (info) => `${info}run_id:0000000000000000000000000000000000000000\r\nrole:twice`,
  (info) => `${info}uptime_in_seconds:7\r\n`,
  (info) => info.replace(/(uptime_in_seconds:)/, 'uptime_in_seconds:8\r\n$1'),
  (info) => info.slice(0, -40),
  () => '',
  () => 'role:master',
  () => 'uptime_in_seconds:5',
];

/** Every field but those that may pass without being read. */
function factsIn(info: string, passed = new Map<string, string>()): string {
  const fields = new Map(fieldsOf(info));
  for (const [name, value] of passed) fields.set(name, value);
  return JSON.stringify(infoFacts(fields, 0));
}

test.each(FILES)('a text that is taken for the one before it says the same: %s', (file) => {
  const texts = CHANGES.map((change) => change(textOf(file)));
  let taken = 0;
  for (const first of texts) {
    for (const next of texts) {
      const reader = new InfoReader();
      reader.learn(first);
      const passed = reader.passedIn(next);
      if (passed === null) continue;
      taken += 1;
      expect(factsIn(first, new Map(passed))).toBe(factsIn(next));
      for (const [name, value] of passed) expect(fieldsOf(next).get(name)).toBe(value);
    }
  }
  // Each is taken for itself, and those that differ in what may pass for each other.
  expect(taken).toBeGreaterThan(texts.length);
});

describe('one line of a text is another', () => {
  test.each(FILES)(
    'it is taken for the one before only where the facts are the same but for times and counts: %s',
    (file) => {
      const text = textOf(file);
      const reader = new InfoReader();
      reader.learn(text);
      const others = [...text.replaceAll('\r', '').matchAll(PASSING)].map(([line, name, value]) => {
        const other = text.replace(`${line}\r\n`, `${name}:${value === '1' ? '2' : '1'}\r\n`);
        return { name, other };
      });
      expect(others.length).toBeGreaterThan(50);
      for (const { name, other } of others) {
        const passed = reader.passedIn(other);
        if (passed !== null)
          expect({ name, facts: factsIn(text, new Map(passed)) }).toEqual({ name, facts: factsIn(other) });
      }
    },
  );
});

test('nothing is expected before a text was learned, nor once it is forgotten', () => {
  const text = textOf('redis-7.0.15-saved.txt');
  const reader = new InfoReader();
  expect(reader.passedIn(text)).toBeNull();
  reader.learn(text);
  expect(reader.passedIn(text)).not.toBeNull();
  reader.forget();
  expect(reader.passedIn(text)).toBeNull();
});

test('texts that are never alike are not prepared for each time, and one that is alike again is found', () => {
  const reader = new InfoReader();
  const looked = (seconds: number): boolean => {
    const text = `role:slave\r\nmaster_last_io_seconds_ago:${seconds}\r\nuptime_in_seconds:1\r\n`;
    const found = reader.passedIn(text) !== null;
    if (!found) reader.learn(text);
    return found;
  };
  expect([1, 1].map(looked)).toEqual([false, true]);
  expect([2, 3, 4, 5, 6, 6, 6].map(looked)).toEqual([false, false, false, false, false, false, false]);
  expect(Array.from({ length: 16 }, () => looked(7))).toContain(true);
});
