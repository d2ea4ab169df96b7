'use client';

import { ageMs, latestObservation, useGlance, useServerNow } from '@/lib/swr/use-live';
import { useFirstStrings } from '../strings/use-strings';

/** `14 min ago` and what follows it; nothing while the time now is not known. In one piece: what follows never moves by itself. */
export function Ago({ at, end = '' }: { at: string; end?: string }) {
  const strings = useFirstStrings();
  return useServerNow((now) => {
    const ms = ageMs(at, now);
    return ms === null ? end : `${strings.ago(strings.format.age(ms / 1000))}${end}`;
  });
}

/** How long something has lasted, and what follows it: `12 min 19 s.` */
export function Lasting({ since, end = '' }: { since: string; end?: string }) {
  const strings = useFirstStrings();
  return useServerNow((now) => {
    const ms = ageMs(since, now);
    return ms === null ? end : `${strings.format.duration(ms / 1000)}${end}`;
  });
}

/** How long until `at`: `4 s`; null (and nothing shown) once it has passed. */
export function Until({ at, passed }: { at: string; passed: string }) {
  const strings = useFirstStrings();
  return useServerNow((now) => {
    if (now === null) return '';
    const left = Date.parse(at) - now;
    return left <= 0 ? passed : strings.inAbout(strings.format.duration(Math.ceil(left / 1000)));
  });
}

/** The age of an instance's facts, always on its card: `read 1 s ago`. */
export function ReadAge({ instanceId, observedAt }: { instanceId: string; observedAt: string | null }) {
  const strings = useFirstStrings();
  return useGlance(({ now, pulsedAt }) => {
    const ms = ageMs(latestObservation(instanceId, observedAt, pulsedAt), now);
    return ms === null ? strings.neverRead : strings.readAgo(strings.format.age(ms / 1000));
  });
}
