import { calendarOf, DAY_MS, midnightOf, MONTHS, type CalendarDay } from '../text/calendar';
import type { EpochMs } from '../observation/observation';

/**
 * A time as a log tells it. Redis writes the local time of its machine: without a year before 5.0, and without a zone always, except
 * for Valkey's `log-timestamp-format iso8601` and `milliseconds` (redis-persistence.md, 8).
 */
export type LogTime =
  | { readonly kind: 'exact'; readonly at: EpochMs }
  | {
      readonly kind: 'local';
      readonly year: number | null;
      /** 1–12. */
      readonly month: number;
      readonly date: number;
      readonly msOfDay: number;
    };

const CLOCK = '(\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{3})\\d*)?';
const LOCAL = new RegExp(`^(\\d{1,2}) ([A-Z][a-z]{2}) (?:(\\d{4}) )?${CLOCK}$`);
const ISO = new RegExp(`^(\\d{4})-(\\d\\d)-(\\d\\d)T${CLOCK}(?:Z|([+-])(\\d\\d):?(\\d\\d))$`);

/** Reads `22 Nov 2026 05:44:11.304`, the same without its year, an ISO 8601 time or epoch milliseconds; null for anything else. */
export function logTime(text: string): LogTime | null {
  return /^\d{13}$/.test(text) ? { kind: 'exact', at: Number(text) } : (isoTime(text) ?? localTime(text));
}

function localTime(text: string): LogTime | null {
  const [, date, name = '', year, ...clock] = LOCAL.exec(text) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  const msOfDay = msOf(clock);
  if (month === 0 || msOfDay === null) return null;
  return { kind: 'local', year: year === undefined ? null : Number(year), month, date: Number(date), msOfDay };
}

function isoTime(text: string): LogTime | null {
  const [, year, month, date, hours, minutes, seconds, millis, sign, eastHours = '0', eastMinutes = '0'] =
    ISO.exec(text) ?? [];
  const midnight = midnightOf({ year: Number(year), month: Number(month), date: Number(date) });
  const msOfDay = msOf([hours, minutes, seconds, millis]);
  if (midnight === null || msOfDay === null) return null;
  const east = (Number(eastHours) * 60 + Number(eastMinutes)) * 60_000;
  return { kind: 'exact', at: midnight + msOfDay - (sign === '-' ? -east : east) };
}

/** Of hours, minutes, seconds and milliseconds, as they stand in the text; 60 is a leap second. */
function msOf([hours, minutes, seconds, millis = '0']: readonly (string | undefined)[]): number | null {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  return h < 24 && m < 60 && s <= 60 ? ((h * 60 + m) * 60 + s) * 1000 + Number(millis) : null;
}

/** What a log does not say of its times, and is taken for true. */
export interface LogClock {
  /** Now, by our own clock: a time without a year is the last such time before tomorrow. */
  readonly now: EpochMs;
  /** Of the machine that wrote the log, minutes east of UTC. */
  readonly offsetMinutes: number;
}

/** When that was; null for a day that does not exist. */
export function resolve(time: LogTime, { now, offsetMinutes }: LogClock): EpochMs | null {
  if (time.kind === 'exact') return time.at;
  const offsetMs = offsetMinutes * 60_000;
  const inYear = (year: number): EpochMs | null => {
    const midnight = midnightOf({ ...time, year } satisfies CalendarDay);
    return midnight === null ? null : midnight + time.msOfDay - offsetMs;
  };
  if (time.year !== null) return inYear(time.year);
  const next = calendarOf(now + offsetMs).year + 1;
  // Nine years hold a 29 February, also around 2100.
  const years = Array.from({ length: 9 }, (_, before) => next - before);
  return years.map(inYear).find((at) => at !== null && at <= now + DAY_MS) ?? null;
}
