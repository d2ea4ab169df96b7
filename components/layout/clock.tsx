'use client';

import { useServerNow } from '@/lib/swr/use-live';
import { usePreferences } from '../ui/preferences';
import { wallTime } from '../ui/zoned';
import { useFirstStrings } from '../strings/use-strings';

/** Savepoint's time now, in the zone that was chosen, with its name. */
export function useClockTime(): string {
  const strings = useFirstStrings();
  const { timeZone } = usePreferences();
  return useServerNow((now) => {
    if (now === null) return '--:--:-- UTC';
    const { clock, zone } = wallTime(new Date(now).toISOString(), timeZone, strings);
    return `${clock} ${zone}`;
  });
}

/** Savepoint's time: the clock that every time on the page is on, with its zone. */
export function Clock() {
  const time = useClockTime();
  return <span className="hidden font-mono text-[0.8125rem] whitespace-nowrap text-muted sm:inline">{time}</span>;
}
