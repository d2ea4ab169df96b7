/** Pure: what a person chose for the look of the pages. Kept in cookies, so that the first HTML is right already. */

export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  readonly theme: Theme;
  /** IANA zone in which times are told, always with their offset; null for UTC. */
  readonly timeZone: string | null;
}

export const THEME_COOKIE = 'savepoint-theme';
export const TIMES_COOKIE = 'savepoint-times';

const A_YEAR_S = 31_536_000;

function themeOf(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** A cookie is text from outside: what no clock knows is no zone. */
function timeZoneOf(value: string | undefined): string | null {
  if (value === undefined || value === '' || value.length > 64) return null;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** What the cookies say. `read` gives the value of one, decoded. */
export function preferencesFrom(read: (name: string) => string | undefined): Preferences {
  return { theme: themeOf(read(THEME_COOKIE)), timeZone: timeZoneOf(read(TIMES_COOKIE)) };
}

/** A cookie for a year; without a value it is taken away. */
export function cookieText(name: string, value: string | null): string {
  const age = value === null ? 0 : A_YEAR_S;
  return `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${age}; samesite=lax`;
}
