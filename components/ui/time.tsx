'use client';

import { useServerNow } from '@/lib/swr/use-live';
import { calendarDay, clockTime, isSameDay } from './format';

/** A time of day in UTC, with the day where it is not today: `05:41:22 UTC`. */
export function Time({ at, zone = true }: { at: string; zone?: boolean }) {
  const today = useServerNow((now) => now === null || isSameDay(at, new Date(now).toISOString()));
  return (
    <time
      dateTime={at}
      className="font-mono text-[0.93em] whitespace-nowrap"
      title={`${calendarDay(at)}, ${at.slice(11)}`}
    >
      {today ? '' : `${calendarDay(at)} `}
      {clockTime(at)}
      {zone ? ' UTC' : ''}
    </time>
  );
}
