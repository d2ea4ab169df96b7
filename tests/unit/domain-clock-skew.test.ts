import { describe, expect, it } from 'vitest';
import { SKEW_UNKNOWN, skewAfter, viewClock } from '../../lib/domain/state/clock-skew';
import type { Sighting } from '../../lib/domain/observation/observation';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { AT, sighting } from '../support/a-sighting';

/** A look at a Redis whose clock is so many seconds ahead; null: it does not tell. */
const look = (ahead: number | null, tookMs = 0): Sighting => ({
  ...sighting({ server: { timeMs: ahead === null ? null : AT + ahead * 1000 } }),
  tookMs,
});

/** What is told after each of these looks. */
function toldAfter(looks: readonly Sighting[]): readonly (number | null)[] {
  let skew = SKEW_UNKNOWN;
  return looks.map((each) => {
    skew = skewAfter(skew, each);
    return skew.told;
  });
}
const told = (...ahead: readonly (number | null)[]) => toldAfter(ahead.map((seconds) => look(seconds)));

describe('how far the clock of Redis is ahead', () => {
  it.each([
    ['two hours ahead', 7200.4, 7200],
    ['two hours behind', -7199.7, -7200],
    ['half a minute', 30, 30],
    ['the clock of 1970', -AT / 1000, -Math.round(AT / 60_000) * 60],
  ])('is told after two looks: %s', (_name, ahead, expected) => {
    expect(told(ahead, ahead)).toEqual([null, expected]);
  });

  it.each([0, 1.5, -1.5, 29, -29])(
    'is nothing where the way of an answer and a busy machine explain it: %d s',
    (ahead) => {
      expect(told(ahead, ahead)).toEqual([0, 0]);
    },
  );

  it('is counted from halfway between question and answer', () => {
    expect(toldAfter([look(-31, 4000), look(-31, 4000)])).toEqual([0, 0]);
    expect(toldAfter([look(-31, 1000), look(-31, 1000)])).toEqual([null, -30]);
  });

  it('is not told by one look: the machine may have slept before it read the answer', () => {
    expect(told(0, -3600, 0)).toEqual([0, 0, 0]);
    expect(told(7200, 7200, 3600, 7200, 7200)).toEqual([null, 7200, 7200, 7200, 7200]);
  });

  it('is not known where Redis does not tell, and where what it tells is no time', () => {
    expect(told(null)).toEqual([null]);
    expect(told(7200, 7200, null)).toEqual([null, 7200, null]);
    expect(told(1e10, 1e10)).toEqual([null, null]);
    expect(told(-1e10, -1e10)).toEqual([null, null]);
  });

  it('stays the same while it hardly moves, on the edge of a step and on that of being told', () => {
    const edge = [7229, 7231, 7229.5, 7230.5, 7228];
    expect(new Set(told(7200, 7200, ...edge).slice(1))).toEqual(new Set([7200]));
    expect(told(31, 31, 29, 31, 28)).toEqual([null, 30, 30, 30, 30]);
  });

  it('follows a clock that is set, and is gone when it is right', () => {
    expect(told(7200, 7200, 3600, 3600)).toEqual([null, 7200, 7200, 3600]);
    expect(told(7200, 7200, 1)).toEqual([null, 7200, 0]);
    expect(told(40, -40, -40)).toEqual([null, null, -40]);
  });
});

describe('what is said of it', () => {
  it('is nothing where the clocks agree, and where nothing is known', () => {
    expect(viewClock(0, EN)).toEqual({ aheadSeconds: 0, message: null });
    expect(viewClock(null, EN)).toEqual({ aheadSeconds: null, message: null });
  });

  it.each([
    [7200, '2 h ahead of', '快 2 小时'],
    [-90, '1 min 30 s behind', '慢 1 分 30 秒'],
  ])('is how far, which way, and what it means: %d s', (ahead, english, chinese) => {
    expect(viewClock(ahead, EN).message).toMatch(
      new RegExp(`^The clock of Redis is ${english} .*which of the two is wrong is not known`),
    );
    expect(viewClock(ahead, ZH).message).toContain(`Redis 的时钟比 Savepoint 的时钟${chinese}；无法得知哪一个不准`);
  });
});
