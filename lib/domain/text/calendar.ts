import type { EpochMs } from '../observation/observation';

export const DAY_MS = 86_400_000;
/** As C and Redis abbreviate them. */
export const MONTHS: readonly string[] = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export interface CalendarDay {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly date: number;
}

/** The day in UTC (Hinnant's civil_from_days: the domain has no Date). */
export function calendarOf(at: EpochMs): CalendarDay {
  const shifted = Math.floor(at / DAY_MS) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: year + era * 400 + (month < 3 ? 1 : 0), month, date };
}

/** The begin of a day in UTC; null for one that does not exist (Hinnant's days_from_civil). */
export function midnightOf({ year, month, date }: CalendarDay): EpochMs | null {
  const shifted = month < 3 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month < 3 ? month + 9 : month - 3) + 2) / 5) + date - 1;
  const days = era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
  const found = calendarOf(days * DAY_MS);
  const exists = found.year === year && found.month === month && found.date === date;
  return exists ? days * DAY_MS : null;
}
