import { calendarOf, DAY_MS, MONTHS } from './calendar';
import type { EpochMs, SavePoint } from '../observation/observation';
import { isPrintable, printable } from './printable';

/** `182,340`. Intl does the same, and takes a phone a tenth of a second to get ready for it. */
export function number(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `1 change`, `2 changes`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `11.2 GB` (powers of 1,000, as disks are sold). */
export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let rest = Math.max(0, value);
  let unit = 0;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${unit === 0 || rest >= 99.95 ? rest.toFixed(0) : rest.toFixed(1).replace(/\.0$/, '')} ${units[unit] ?? ''}`;
}

/** `42 s`, `6 min 2 s`, `3 h 5 min`, `2 d 4 h`. */
export function duration(seconds: number): string {
  return durationIn(seconds, { d: 'd', h: 'h', min: 'min', s: 's' });
}

/** The two largest units of a time that are not 0, under the names of a language. */
export function durationIn(seconds: number, units: Readonly<Record<'d' | 'h' | 'min' | 's', string>>): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(whole / 86_400), units.d],
    [Math.floor(whole / 3600) % 24, units.h],
    [Math.floor(whole / 60) % 60, units.min],
    [whole % 60, units.s],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return `0 ${units.s}`;
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** `05:27:03 UTC`, with the date in front when that is not the day of `now`. */
export function utc(at: EpochMs, now: EpochMs): string {
  return clockOf(at, now, `${day(at)}, `);
}

/** `2 Jan 2020`, the day in UTC. */
export function day(at: EpochMs): string {
  const { year, month, date } = calendarOf(at);
  return `${date} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** The time of day in UTC, with `date` in front when that is not the day of `now`. */
export function clockOf(at: EpochMs, now: EpochMs, date: string): string {
  const day = Math.floor(at / DAY_MS);
  const seconds = Math.floor((at - day * DAY_MS) / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)} UTC`;
  return day === Math.floor(now / DAY_MS) ? clock : `${date}${clock}`;
}

/** `60 s / 10,000 changes`. */
export function savePoint({ seconds, changes }: SavePoint): string {
  return `${seconds} s / ${count(changes, 'change')}`;
}

/** All save points, or that there are none. */
export function savePoints(points: readonly SavePoint[]): string {
  return points.length === 0 ? 'no save points' : points.map(savePoint).join(', ');
}

/** A word for a POSIX shell: quoted when it must be. Null when hidden characters would hide what it does. */
export function shellWord(text: string): string | null {
  if (text === '' || !isPrintable(text)) return null;
  return /^[A-Za-z0-9_/.:@%+,][A-Za-z0-9_/.:@%+=,-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Text from Redis, as evidence: hidden characters become visible escapes, and it ends after 200 characters. */
export function escaped(text: string): string {
  const shown = printable(text.slice(0, 200));
  return text.length > 200 ? `${shown}…` : shown;
}
