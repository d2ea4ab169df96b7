import type { Picture, PictureColumn } from '@/lib/contracts/picture';
import { number } from '@/lib/domain/text/format';
import type { Strings } from '../strings/en';
import { clockTime } from '../ui/format';
import { columnsByIndex, spanOf } from './axis';

/** The picture in words: the same facts as what is drawn. */

function minutes(iso: string): string {
  return clockTime(iso).slice(0, 5);
}

/** `14:15–14:30 UTC`, with the day where a range has several. */
export function spanText(picture: Picture, index: number, strings: Strings): string {
  const { from, to } = spanOf(picture, index);
  const clock = `${minutes(from)}–${minutes(to)} UTC`;
  return picture.range === '1h' || picture.range === '24h'
    ? clock
    : `${strings.format.monthDay(from)}${strings.comma}${clock}`;
}

/** `1.3 ms`, `12 ms` */
export function forkTime(milliseconds: number, words: Strings['picture']): string {
  return words.milliseconds(milliseconds.toFixed(milliseconds < 10 ? 1 : 0));
}

interface Sums {
  readonly saved: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly unknown: number;
  readonly restarts: number;
}

function counted({ saved, failed, cancelled, unknown }: Sums, strings: Strings): string[] {
  const words = strings.picture;
  return [
    saved > 0 ? words.saved(number(saved)) : '',
    failed > 0 ? words.failed(number(failed)) : '',
    cancelled > 0 ? words.cancelled(number(cancelled)) : '',
    unknown > 0 ? words.unknown(number(unknown)) : '',
  ];
}

/** What is to be said of a column besides its attempts. */
export function restOf(
  { restarts, unwatched, guardOff }: PictureColumn,
  columnSeconds: number,
  strings: Strings,
): string {
  const words = strings.picture;
  return [
    restarts > 0 ? words.restarts(restarts) : '',
    unwatched >= 1 ? words.unwatchedAll : '',
    unwatched > 0 && unwatched < 1
      ? words.unwatched(strings.format.duration(Math.max(1, unwatched * columnSeconds)))
      : '',
    guardOff ? words.guardOff : '',
  ]
    .filter(Boolean)
    .join(strings.comma);
}

/** What happened in one column: `2 saved, longest 6 s`. */
function factsOf(column: PictureColumn | undefined, columnSeconds: number, strings: Strings): string {
  const words = strings.picture;
  if (column === undefined) return words.noSave;
  const { longestSeconds, saved, running, unwatched } = column;
  const facts = counted(column, strings);
  if (saved > 0)
    facts.splice(
      1,
      0,
      longestSeconds === null ? words.tookUnknown : words.longest(strings.format.duration(longestSeconds)),
    );
  if (running) facts.push(words.running);
  // Where nobody watched, "no save" would claim something.
  if (!facts.some(Boolean) && unwatched === 0) facts.push(words.noSave);
  return [...facts, restOf(column, columnSeconds, strings)].filter(Boolean).join(strings.comma);
}

/** `14:15–14:30 UTC: 2 saved, longest 6 s` */
export function columnText(picture: Picture, index: number, strings: Strings): string {
  return `${spanText(picture, index, strings)}${strings.colon}${factsOf(columnsByIndex(picture)[index], picture.columnSeconds, strings)}`;
}

const sumOf = (columns: readonly PictureColumn[], pick: (column: PictureColumn) => number): number =>
  columns.reduce((sum, column) => sum + pick(column), 0);

/** `Last 24 hours: 95 saved, 3 failed, 1 restart, not watched for 20 min` */
export function pictureSentence({ range, columns, columnSeconds }: Picture, strings: Strings): string {
  const words = strings.picture;
  const restarts = sumOf(columns, (column) => column.restarts);
  const unwatched = sumOf(columns, (column) => column.unwatched) * columnSeconds;
  const attempts = counted(
    {
      saved: sumOf(columns, (column) => column.saved),
      failed: sumOf(columns, (column) => column.failed),
      cancelled: sumOf(columns, (column) => column.cancelled),
      unknown: sumOf(columns, (column) => column.unknown),
      restarts,
    },
    strings,
  ).filter(Boolean);
  if (columns.some((column) => column.running)) attempts.push(words.running);
  if (attempts.length === 0) attempts.push(words.noSaveSeen);
  const rest = [
    restarts > 0 ? words.restarts(restarts) : '',
    unwatched > 0 ? words.unwatched(strings.format.duration(Math.max(1, unwatched))) : '',
    columns.some((column) => column.guardOff) ? words.guardOffAtTimes : '',
  ].filter(Boolean);
  return `${words.title[range]}${strings.colon}${[...attempts, ...rest].join(strings.comma)}`;
}
