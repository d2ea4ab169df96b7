/** Pure: times and ages as a person reads them. All times are UTC; nothing here knows the current time. */

/** In seconds. */
export const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `05:41:22` of an ISO time. */
export function clockTime(iso: string): string {
  return iso.slice(11, 19);
}

/** `22 Nov 2026` */
export function calendarDay(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`;
}

/** `22 Nov` */
export function monthDay(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''}`;
}

export function isSameDay(one: string, other: string): boolean {
  return one.slice(0, 10) === other.slice(0, 10);
}

/** As wide as a digit: room for one that comes or goes without moving what stands beside it. */
export const FIGURE_SPACE = '\u2007';

/** Keeps what stands on both sides of it in one line. */
export const NO_BREAK_SPACE = '\u00A0';

/** How long ago, in one unit, so that it does not run along with the seconds: `4 s`, `14 min`, `3 h`, `2 d`. */
export function age(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 2 * MINUTE) return `${whole} s`;
  if (whole < 2 * HOUR) return `${Math.floor(whole / MINUTE)} min`;
  if (whole < 2 * DAY) return `${Math.floor(whole / HOUR)} h`;
  return `${Math.floor(whole / DAY)} d`;
}
