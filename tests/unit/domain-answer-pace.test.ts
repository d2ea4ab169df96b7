import { describe, expect, it } from 'vitest';
import { PACE_UNKNOWN, paceAfter, viewAnswers } from '../../lib/domain/state/answer-pace';
import type { Observation } from '../../lib/domain/observation/observation';
import { viewInstance } from '../../lib/domain/state/view-instance';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { anInstance } from '../support/a-registered-instance';
import { AT, sighting } from '../support/a-sighting';

const SILENT: Observation = { kind: 'problem', at: AT, problem: { code: 'unresponsive', message: 'No answer.' } };
const look = (tookMs: number | null): Observation => (tookMs === null ? SILENT : { ...sighting(), tookMs });

/** What is told after each of these looks; null: a look without an answer. */
function told(...looks: readonly (number | null)[]): readonly (number | null)[] {
  let pace = PACE_UNKNOWN;
  return looks.map((each) => {
    pace = paceAfter(pace, look(each));
    return pace.told;
  });
}

describe('how slow answers are', () => {
  it('is told after two slow looks in a row, and not by one', () => {
    expect(told(2, 803, 812)).toEqual([0, 0, 800]);
    expect(told(803, 812)).toEqual([null, 800]);
    expect(told(2, 803, 2, 803, 2)).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([0.4, 320, 499.9])('is nothing below the limit: %d ms', (ms) => expect(told(ms, ms)).toEqual([0, 0]));

  it('begins at the limit', () => expect(told(500, 500)).toEqual([null, 500]));

  it('is over after five quick looks in a row', () => {
    expect(told(800, 800, 2, 2, 2, 2, 2)).toEqual([null, 800, 800, 800, 800, 800, 0]);
    expect(told(800, 800, 2, 2, 2, 2, 800, 2).at(-1)).toBe(800);
  });

  it('is that of the slowest of the last five', () => {
    expect(told(900, 1300, 700, 700, 700, 700, 700)).toEqual([null, 1300, 1300, 1300, 1300, 1300, 700]);
  });

  it('stays the same while it varies a little: a page is not told anew every second', () => {
    expect(new Set(told(803, 812, 848, 851, 790, 860, 805, 849).slice(1))).toEqual(new Set([800]));
  });

  it('is not known of one that does not answer, and begins anew when it does', () => {
    expect(told(800, 800, null, 800, 800)).toEqual([null, 800, null, null, 800]);
    expect(paceAfter(PACE_UNKNOWN, sighting()).told).toBeNull();
  });
});

describe('what is said of it', () => {
  it('is nothing where answers are quick, and where nothing is known', () => {
    expect(viewAnswers(0, EN)).toEqual({ slow: false, ms: null, message: null });
    expect(viewAnswers(null, EN)).toEqual({ slow: null, ms: null, message: null });
  });

  it('is how slow, and what it means, in both languages', () => {
    expect(viewAnswers(1400, EN)).toMatchObject({ slow: true, ms: 1400 });
    expect(viewAnswers(1400, EN).message).toMatch(
      /^Its answers take up to 1,400 ms\. .*Redis does not tell which\. Reads and writes/,
    );
    expect(viewAnswers(1400, ZH).message).toMatch(
      /^它的应答最长需要 1,400 毫秒。.*Redis 没有说明是哪一个。读写可能同样缓慢/,
    );
  });

  it('is part of no state, and nothing of a server that is not read any more', () => {
    const seen = sighting();
    const about = {
      registered: anInstance('redis://h'),
      sighting: seen,
      knowledge: NOTHING_KNOWN,
      previous: null,
      slowMs: 800,
    };
    const at = (latest: Observation, now: number) => viewInstance({ ...about, latest, now, staleAfterMs: 5000 });
    expect(at(seen, AT)).toMatchObject({ state: 'saved', answers: { slow: true, ms: 800 } });
    expect(at(seen, AT + 5001).answers.slow).toBeNull();
    expect(at(SILENT, AT).answers.slow).toBeNull();
  });
});
