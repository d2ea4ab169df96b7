'use client';

import { useServerNow } from '@/lib/swr/use-live';
import { usePreferences } from './preferences';
import { wallTime } from './zoned';
import { useFirstStrings } from '../strings/use-strings';

/** The heading of a column of times: it names UTC, so that its rows need not; local times carry their own zone. */
export function useTimeHeading(heading: string): string {
  const strings = useFirstStrings();
  const { timeZone } = usePreferences();
  return timeZone === null ? strings.inUtc(heading) : heading;
}

interface Props {
  at: string;
  zone?: boolean;
  milliseconds?: boolean;
}

/**
 * A time of day with the day where it is not today: `05:41:22 UTC`, or `07:41:22 UTC+2` where a person asked for local
 * times. Only UTC may go without its zone (`zone`), where a heading names it. `milliseconds` where seconds do not tell two times apart.
 */
export function Time({ at, zone = true, milliseconds = false }: Props) {
  const strings = useFirstStrings();
  const { timeZone } = usePreferences();
  const told = wallTime(at, timeZone, strings);
  const today = useServerNow(
    (now) => now === null || told.day === wallTime(new Date(now).toISOString(), timeZone, strings).day,
  );
  return (
    <time
      dateTime={at}
      className="font-mono text-[0.93em]"
      title={`${strings.format.calendarDay(at)}${strings.comma}${at.slice(11)}`}
    >
      {today ? '' : `${told.day} `}
      {told.clock}
      {milliseconds ? at.slice(19, 23) : ''}
      {zone || timeZone !== null ? ` ${told.zone}` : ''}
    </time>
  );
}
