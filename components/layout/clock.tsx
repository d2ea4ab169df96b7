'use client';

import { useServerNow } from '@/lib/swr/use-live';
import { clockTime } from '../ui/format';

/** Savepoint's time in UTC: the clock that every time on the page is on. */
export function Clock() {
  const time = useServerNow((now) => (now === null ? '--:--:--' : clockTime(new Date(now).toISOString())));
  return <span className="hidden font-mono text-[13px] whitespace-nowrap text-muted sm:inline">{time} UTC</span>;
}
