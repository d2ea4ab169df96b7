import type { Picture, PictureColumn } from '@/lib/contracts/picture';
import { columnsByIndex, stretchesOf } from './axis';
import type { Bar, BarKind } from './bars';
import { barsOf, longestOf } from './bars';

/**
 * Pure: the strip as few paths, so that a fleet of two hundred stays light. One unit across is one column, 100 units are
 * the height; lines keep their width in pixels however the box is stretched.
 */

export const HEIGHT = 100;
const SIDE = 0.15;
const CUT_EVERY = 17;
const STRIPE_EVERY = 13;

const at = (value: number): string => String(Math.round(value * 1000) / 1000);

function box(index: number, { from, to }: Bar): string {
  const width = at(1 - 2 * SIDE);
  return `M${at(index + SIDE)} ${at(HEIGHT * (1 - from))}h${width}V${at(HEIGHT * (1 - to))}h-${width}z`;
}

/** Lines across a bar: rising ones cut what failed, level ones stripe what still runs. */
function lines(index: number, { from, to }: Bar, every: number, rise: number): string {
  let path = '';
  for (let y = HEIGHT * (1 - from) - every / 2; y - rise > HEIGHT * (1 - to); y -= every) {
    path += `M${at(index + SIDE)} ${at(y)}l${at(1 - 2 * SIDE)} ${at(-rise)}`;
  }
  return path;
}

/** With the guard off a failed save refused nobody: the colour is that of not saving. */
function toneOf(column: PictureColumn): 'refusing' | 'failed' {
  return column.guardOff ? 'failed' : 'refusing';
}

export interface StripPaths extends Record<Exclude<BarKind, 'failed'>, string> {
  readonly refusing: string;
  readonly failed: string;
  readonly cuts: string;
  readonly stripes: string;
  readonly unwatched: string;
  readonly restarts: string;
  readonly guardOff: readonly (readonly [number, number])[];
}

export function stripPaths(picture: Picture): StripPaths {
  const columns = columnsByIndex(picture);
  const longest = longestOf(picture.columns);
  const paths = { saved: '', cancelled: '', unknown: '', running: '', refusing: '', failed: '' };
  let [cuts, stripes, unwatched, restarts] = ['', '', '', ''];
  columns.forEach((column, index) => {
    if (column === undefined) return;
    const bars = barsOf(column, longest);
    for (const bar of bars) {
      paths[bar.kind === 'failed' ? toneOf(column) : bar.kind] += box(index, bar);
      if (bar.kind === 'failed') cuts += lines(index, bar, CUT_EVERY, CUT_EVERY);
      if (bar.kind === 'running') stripes += lines(index, bar, STRIPE_EVERY, 0);
    }
    if (bars.length === 0 && column.unwatched > 0) unwatched += `M${at(index + 0.5)} ${HEIGHT - 6}h0`;
    if (column.restarts > 0) restarts += `M${index} 0V${HEIGHT}`;
  });
  return { ...paths, cuts, stripes, unwatched, restarts, guardOff: stretchesOf(columns, (c) => c?.guardOff === true) };
}
