import type { PictureColumn } from '@/lib/contracts/picture';

/** Pure: what stands in one column of the strip, as shares of its height, from the baseline up. */

export type BarKind = 'saved' | 'cancelled' | 'unknown' | 'running' | 'failed';

export interface Bar {
  readonly kind: BarKind;
  readonly from: number;
  readonly to: number;
}

/** A save of 0 seconds is a save: it is seen. A good one never reaches the top, which failures have for themselves. */
const FLOOR = 0.16;
const CEILING = 0.72;
/** What has no duration to show: alone in its column, and on top of something else. */
const ALONE = 0.44;
const ON_TOP = 0.14;
const BELOW_OTHERS = 0.4;

/** The longest good save of a picture, in seconds, to which all its bars are drawn. */
export function longestOf(columns: readonly PictureColumn[]): number {
  return Math.max(0, ...columns.map(({ longestSeconds }) => longestSeconds ?? 0));
}

/** The square root keeps short saves apart where one took very long. */
function savedHeight({ longestSeconds }: PictureColumn, longest: number): number {
  const share = longestSeconds === null || longest === 0 ? 0 : Math.sqrt(longestSeconds / longest);
  return FLOOR + (CEILING - FLOOR) * share;
}

/** The bars of a column, one upon the other; what failed reaches the top. */
export function barsOf(column: PictureColumn, longest: number): Bar[] {
  const others = (['cancelled', 'unknown', 'running'] as const).filter((kind) => Number(column[kind]) > 0);
  const bars: Bar[] = [];
  let top = 0;
  const put = (kind: BarKind, to: number): void => {
    bars.push({ kind, from: top, to });
    top = to;
  };
  if (column.saved > 0) {
    const height = savedHeight(column, longest);
    put('saved', others.length > 0 ? Math.min(height, BELOW_OTHERS) : height);
  }
  for (const kind of others)
    put(kind, top + (top === 0 && others.length === 1 && column.failed === 0 ? ALONE : ON_TOP));
  if (column.failed > 0) put('failed', 1);
  return bars;
}
