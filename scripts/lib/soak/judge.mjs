import { median } from '../bench/figures.mjs';

/**
 * What a process held at one moment; seconds since the start, MiB, numbers. `heap` is what a full collection of garbage left, `code` how
 * much of that V8 needs for what it compiled; both are null where there was none since the sample before.
 * @typedef {{ at: number, rss: number, heap: number | null, code: number | null, fds: number, threads: number, store: number, wal: number, cpu: number }} Sample
 *
 * @typedef {{ grows: boolean, text: string }} Verdict
 */

/** Below this a run is too short to tell growth of memory from the warm-up and the noise of the garbage collector. */
export const SHORTEST_TO_JUDGE_S = 1800;

/** What still counts as no growth. Over a day that is a tenth of the machine that such a Savepoint runs on. */
export const TOLERANCE = { rssMiBPerHour: 5, fds: 3, threads: 1 };

/** The samples after the warm-up: the last two thirds of the run. @param {readonly Sample[]} samples */
export function settled(samples) {
  const end = samples.at(-1)?.at ?? 0;
  return samples.filter(({ at }) => at >= end / 3);
}

/**
 * The slope of a least-squares line through points, in y per x, and its standard error; NaN for fewer than three points.
 * @param {readonly (readonly [x: number, y: number])[]} points
 */
export function slopeOf(points) {
  const count = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (count < 3 || spread === 0) return { slope: NaN, error: NaN };
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / (count - 2) / spread) };
}

/**
 * MiB per hour after the warm-up.
 * @param {readonly Sample[]} samples
 * @param {'rss' | 'heap' | 'code' | 'store'} of
 */
export function hourly(samples, of) {
  const points = settled(samples).flatMap((sample) => {
    const value = sample[of];
    return value === null ? [] : [/** @type {const} */ ([sample.at / 3600, value])];
  });
  return slopeOf(points);
}

/**
 * The median of the first and of the last sixth of the whole run that lies after the warm-up.
 * @param {readonly Sample[]} samples
 * @param {'fds' | 'threads' | 'rss'} of
 */
export function beforeAndAfter(samples, of) {
  const end = samples.at(-1)?.at ?? 0;
  const within = (/** @type {number} */ from, /** @type {number} */ to) =>
    median(samples.filter(({ at }) => at >= from && at <= to).map((sample) => sample[of]));
  return { before: within(end / 3, end / 2), after: within((end * 5) / 6, end) };
}

/** What is to be said of memory. @param {readonly Sample[]} samples @returns {Verdict} */
export function judgeMemory(samples) {
  const seconds = samples.at(-1)?.at ?? 0;
  if (seconds < SHORTEST_TO_JUDGE_S)
    return { grows: false, text: `Memory: too short a run to tell (${SHORTEST_TO_JUDGE_S / 60} minutes at least).` };
  const { slope, error } = hourly(samples, 'rss');
  const limit = TOLERANCE.rssMiBPerHour;
  const measured = `${signed(slope)} ± ${error.toFixed(1)} MiB per hour`;
  if (slope <= limit) return { grows: false, text: `Memory: no growth (${measured}; up to ${limit} counts as none).` };
  return { grows: true, text: `Memory: grows by ${measured}; up to ${limit} would count as none.` };
}

/**
 * What is to be said of something that is counted.
 * @param {readonly Sample[]} samples
 * @param {'fds' | 'threads'} of
 * @param {string} title
 * @returns {Verdict}
 */
export function judgeCount(samples, of, title) {
  const { before, after } = beforeAndAfter(samples, of);
  const limit = TOLERANCE[of];
  if (!Number.isFinite(after - before)) return { grows: false, text: `${title}: too short a run to tell.` };
  if (after - before <= limit)
    return { grows: false, text: `${title}: no growth (${before} → ${after}; up to ${limit} more counts as none).` };
  return { grows: true, text: `${title}: grows by ${after - before} (${before} → ${after}).` };
}

/** @param {number} value */
function signed(value) {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}
