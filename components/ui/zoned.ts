import { clockTime } from './format';
import type { FirstStrings } from '../strings/en';

/** Pure: one moment as the clock on a wall shows it. */
export interface WallTime {
  /** `22 Nov 2026` */
  readonly day: string;
  /** `07:41:22` */
  readonly clock: string;
  /** `UTC`, or how far from it: `UTC+2`, `UTC−3:30`. */
  readonly zone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** What the clock of the zone shows, written as if it were UTC. */
function shiftedIso(ms: number, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}.000Z`;
}

function offsetName(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60;
  const hours = Math.floor(size / 60);
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** An ISO time in UTC (`timeZone` null), or in a zone with its offset at that moment. */
export function wallTime(iso: string, timeZone: string | null, strings: FirstStrings): WallTime {
  const ms = Date.parse(iso);
  if (timeZone === null || Number.isNaN(ms))
    return { day: strings.format.calendarDay(iso), clock: clockTime(iso), zone: 'UTC' };
  const shifted = shiftedIso(ms, timeZone);
  const offset = Math.round((Date.parse(shifted) - Math.floor(ms / 1000) * 1000) / 60_000);
  return { day: strings.format.calendarDay(shifted), clock: clockTime(shifted), zone: offsetName(offset) };
}
