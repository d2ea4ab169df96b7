import { describe, expect, it } from 'vitest';
import { explained } from '../support/explained';
import { goesBackMoreThan, regexpWork } from '../support/regexp-work';

const PREFIX = '12:M 22 Nov 2026 05:46:00.000 # ';
/** Texts that make a regular expression go back and forth, if one can be made to: each is repeated to the length that is asked for. */
const HOSTILE: readonly (readonly [string, (length: number) => string])[] = [
  ['pids without an end', repeated('pid=1 role=x timestamp="1" level=x message="')],
  ['a message of backslashes', (length) => `pid=1 role=x timestamp="1" level=x message="${'\\'.repeat(length)}`],
  ['a message without an end', (length) => `pid=1 role=x timestamp="1" level=x message="${'a'.repeat(length)}`],
  ['digits', repeated('1')],
  ['half of a prefix, again and again', repeated('12:M 22 Nov 2026 05:46:00.00 ')],
  ['ends of a message', (length) => `${PREFIX}Failed opening the RDB file ${repeated(' for saving')(length)}`],
  ['a move without an end', (length) => `${PREFIX}Error moving temp DB file ${repeated(' on the final')(length)}`],
  ['calls of phpredis', repeated('Redis->aRedis->')],
  ['errors of redis-rb', (length) => `Redis::${'Erro'.repeat(length / 4)}`],
  ['Sidekiq without an end', repeated('pid=1 tid=a MISCONF ')],
  ['refusals', repeated('MISCONF Redis ')],
  ['a script with all the room', (length) => `MISCONF Writable${' '.repeat(length)}`],
  ['slashes', (length) => `timed out redis node_modules${'/'.repeat(length)}`],
  ['colours without an end', repeated('\x1b[1;31')],
  ['blanks', repeated(' \t')],
  ['lines of all of it', repeated('MISCONF Writable \n timed out redis \n pid=1 tid=a \n\x1b[31m\r')],
];

function repeated(part: string): (length: number) => string {
  return (length) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
}

/** Times that an expression may go back for each character: some look 200 of them ahead. */
const MOST_BACK = 250;
const SHORT = 20_000;
const TIMES = 4;

describe('what somebody pastes takes no more work than it is long', () => {
  it.each(HOSTILE)('%s', (_name, make) => {
    const short = regexpWork(MOST_BACK, () => explained(make(SHORT)));
    const long = regexpWork(MOST_BACK, () => explained(make(TIMES * SHORT)));
    expect(short).toBeGreaterThan(0);
    expect(long).toBeLessThan(1.2 * TIMES * short);
    expect(long).toBeLessThan(100 * TIMES * SHORT);
  });

  it('an expression that tries everything would be found', () => {
    const text = 'a'.repeat(30);
    expect(goesBackMoreThan(MOST_BACK * text.length + 1000, /(?:a+)+b/, text)).toBe(true);
    expect(goesBackMoreThan(MOST_BACK * text.length + 1000, /a+b/, text)).toBe(false);
  });
});
