import { describe, expect, it } from 'vitest';
import type { Sample } from '../../scripts/lib/soak/judge.mjs';
import {
  beforeAndAfter,
  hourly,
  judgeCount,
  judgeMemory,
  settled,
  slopeOf,
  SHORTEST_TO_JUDGE_S,
} from '../../scripts/lib/soak/judge.mjs';

const HOUR = 3600;

/** A sample every ten seconds; what is not told stays as it is. */
function samplesOf(seconds: number, of: (hours: number) => Partial<Sample>): Sample[] {
  const still = { rss: 150, heap: 60, code: 12, fds: 50, threads: 11, store: 1, wal: 1, cpu: 0 };
  return Array.from({ length: seconds / 10 + 1 }, (_, index) => ({
    at: index * 10,
    ...still,
    ...of((index * 10) / HOUR),
  }));
}

describe('the slope', () => {
  it('is that of the line, with no error where every point lies on it', () => {
    const { slope, error } = slopeOf([0, 1, 2, 5].map((x) => [x, 4 - 3 * x] as const));
    expect(slope).toBeCloseTo(-3, 10);
    expect(error).toBeCloseTo(0, 10);
  });

  it('is the least-squares one through points that lie beside it, and has their error', () => {
    // By hand: Σ(x−1.5)(y−ȳ) = 5, Σ(x−1.5)² = 5; residuals −1, 1, 1, −1 over 2 degrees of freedom.
    const { slope, error } = slopeOf([
      [0, 0],
      [1, 3],
      [2, 4],
      [3, 3],
    ]);
    expect(slope).toBeCloseTo(1, 10);
    expect(error).toBeCloseTo(Math.sqrt(4 / 2 / 5), 10);
  });

  it('is unknown, not zero, where there is too little', () => {
    expect(slopeOf([]).slope).toBeNaN();
    expect(
      slopeOf([
        [0, 1],
        [1, 1],
      ]).slope,
    ).toBeNaN();
  });
});

describe('the warm-up', () => {
  it('is the first third of the run', () => {
    const samples = samplesOf(HOUR, () => ({}));
    expect(settled(samples)[0]?.at).toBe(1200);
    expect(settled(samples).at(-1)?.at).toBe(HOUR);
  });

  it('is no part of the slope', () => {
    const samples = samplesOf(HOUR, (hours) => ({ rss: hours < 1 / 3 ? 100 * hours : 150 }));
    expect(hourly(samples, 'rss').slope).toBeCloseTo(0, 10);
  });

  it('leaves out samples in which the heap was not told', () => {
    const samples = samplesOf(HOUR, (hours) => ({ heap: hours < 0.5 ? null : 60 + 4 * hours }));
    expect(hourly(samples, 'heap').slope).toBeCloseTo(4, 6);
  });

  it('what is compiled has a slope of its own', () => {
    const samples = samplesOf(HOUR, (hours) => ({ heap: 60 + 4 * hours, code: hours < 0.5 ? null : 12 + 3 * hours }));
    expect(hourly(samples, 'code').slope).toBeCloseTo(3, 6);
  });
});

describe('memory', () => {
  it('grows when it rises by more than the tolerance', () => {
    const { grows, text } = judgeMemory(samplesOf(HOUR, (hours) => ({ rss: 150 + 6 * hours })));
    expect(grows).toBe(true);
    expect(text).toContain('grows by +6.0');
  });

  it.each([4, -20])('does not grow at %i MiB an hour', (perHour) => {
    const { grows, text } = judgeMemory(samplesOf(HOUR, (hours) => ({ rss: 150 + perHour * hours })));
    expect(grows).toBe(false);
    expect(text).toContain('no growth');
  });

  it('of a short run is not judged, and “no growth” is not said of it', () => {
    const { grows, text } = judgeMemory(samplesOf(SHORTEST_TO_JUDGE_S - 10, () => ({ rss: 150 })));
    expect(grows).toBe(false);
    expect(text).toContain('too short');
    expect(text).not.toContain('no growth');
  });
});

describe('file descriptors', () => {
  it('are compared after the warm-up and at the end', () => {
    const samples = samplesOf(HOUR, (hours) => ({
      fds: hours < 0.34 ? 20 : hours < 0.6 ? 50 : hours > 0.83 ? 70 : 99,
    }));
    expect(beforeAndAfter(samples, 'fds')).toEqual({ before: 50, after: 70 });
  });

  it('grow when there are more than the tolerance more', () => {
    const grown = (more: number) => samplesOf(HOUR, (hours) => ({ fds: hours > 0.8 ? 50 + more : 50 }));
    expect(judgeCount(grown(4), 'fds', 'File descriptors')).toEqual({
      grows: true,
      text: 'File descriptors: grows by 4 (50 → 54).',
    });
    expect(judgeCount(grown(3), 'fds', 'File descriptors').grows).toBe(false);
  });

  it('of no samples are not judged', () => {
    expect(judgeCount([], 'fds', 'File descriptors').text).toContain('too short');
  });
});
