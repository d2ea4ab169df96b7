import type { ExposureStep } from './exposure';
import type { EpochMs } from '../observation/observation';
import type { TimeSpan } from '../event/time-span';

export type PictureRange = '1h' | '24h' | '7d' | '30d' | '90d';

/** The columns of a picture, `to` not included. */
export interface PictureAxis extends TimeSpan {
  readonly columnMs: number;
}

/** What of the exposure is read for a picture: from `from` to before `to`, in steps that are kept for that long, and of each `pointMs` the most. */
export interface ExposureRequest extends TimeSpan {
  readonly stepSeconds: ExposureStep;
  readonly pointMs: number;
}

interface Scale {
  readonly columns: number;
  readonly columnSeconds: number;
  /** Between two points of the line of changes: fine enough to show each column's own shape. */
  readonly pointSeconds: number;
}

const SCALES: Readonly<Record<PictureRange, Scale>> = {
  '1h': { columns: 60, columnSeconds: 60, pointSeconds: 60 },
  '24h': { columns: 96, columnSeconds: 900, pointSeconds: 300 },
  '7d': { columns: 84, columnSeconds: 7_200, pointSeconds: 3_600 },
  '30d': { columns: 90, columnSeconds: 28_800, pointSeconds: 14_400 },
  '90d': { columns: 90, columnSeconds: 86_400, pointSeconds: 43_200 },
};

/** Columns at whole multiples of their width in UTC, so that they stand still while time goes on; the last one holds `now`. */
export function axisOf(range: PictureRange, now: EpochMs): PictureAxis {
  const { columns, columnSeconds } = SCALES[range];
  const columnMs = columnSeconds * 1000;
  const to = (Math.floor(now / columnMs) + 1) * columnMs;
  return { from: to - columns * columnMs, to, columnMs };
}

/** Single minutes are kept for a little more than a day. */
export function exposureRequestOf(range: PictureRange, { from, to }: PictureAxis): ExposureRequest {
  return { from, to, stepSeconds: range === '1h' || range === '24h' ? 60 : 900, pointMs: pointMsOf(range) };
}

export function pointMsOf(range: PictureRange): number {
  return SCALES[range].pointSeconds * 1000;
}

/** The beginnings of all columns, oldest first. */
export function columnStarts({ from, to, columnMs }: PictureAxis): readonly EpochMs[] {
  return Array.from({ length: (to - from) / columnMs }, (_, index) => from + index * columnMs);
}
