import type { Picture, PictureColumn } from '@/lib/contracts/picture';

/** Pure: where something stands on the time axis of a picture. All times are UTC. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TICK_MS = { '1h': HOUR_MS / 4, '24h': 6 * HOUR_MS, '7d': 2 * DAY_MS, '30d': 7 * DAY_MS, '90d': 21 * DAY_MS };
/** The first and the last label need room of their own. */
const FIRST_TICK = 0.25;
const LAST_TICK = 0.9;

export function columnCount({ from, to, columnSeconds }: Picture): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / (columnSeconds * 1000)));
}

/** Where a time stands on the axis, 0 to 1. */
export function shareAt({ from, to }: Picture, at: string): number {
  const start = Date.parse(from);
  return (Date.parse(at) - start) / Math.max(1, Date.parse(to) - start);
}

/** Which column a time lies in. */
export function indexAt(picture: Picture, at: string): number {
  const index = Math.floor((Date.parse(at) - Date.parse(picture.from)) / (picture.columnSeconds * 1000));
  return Math.min(columnCount(picture) - 1, Math.max(0, index));
}

/** From when to when a column reaches. */
export function spanOf(picture: Picture, index: number): { readonly from: string; readonly to: string } {
  const width = picture.columnSeconds * 1000;
  const from = Date.parse(picture.from) + index * width;
  return { from: new Date(from).toISOString(), to: new Date(from + width).toISOString() };
}

/** The columns by their place: undefined where nothing happened. */
export function columnsByIndex(picture: Picture): readonly (PictureColumn | undefined)[] {
  const columns = new Array<PictureColumn | undefined>(columnCount(picture)).fill(undefined);
  for (const column of picture.columns) columns[indexAt(picture, column.at)] = column;
  return columns;
}

/** Round times on the axis: quarters of an hour, quarters of a day, days. */
export function ticksOf(picture: Picture): readonly { readonly at: string; readonly share: number }[] {
  const step = TICK_MS[picture.range];
  const ticks: { at: string; share: number }[] = [];
  for (let at = Math.ceil(Date.parse(picture.from) / step) * step; at < Date.parse(picture.to); at += step) {
    const iso = new Date(at).toISOString();
    const share = shareAt(picture, iso);
    if (share > FIRST_TICK && share < LAST_TICK) ticks.push({ at: iso, share });
  }
  return ticks;
}

/** Neighbours of which something is true, as one stretch each: first index, and the index after the last. */
export function stretchesOf<T>(values: readonly T[], isTrue: (value: T) => boolean): (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  values.forEach((value, index) => {
    if (!isTrue(value)) return;
    const last = stretches.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else stretches.push([index, index + 1]);
  });
  return stretches;
}
