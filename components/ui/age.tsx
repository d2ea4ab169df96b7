'use client';

import { ageMs, latestObservation, useGlance, useServerNow } from '@/lib/swr/use-live';
import { useFirstStrings } from '../strings/use-strings';
import { FIGURE_SPACE, MINUTE } from './format';

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

/** How long until `at`, and what follows it: `in about 4 s.`, `passed` once it is over. From two minutes on in minutes: about is not to the second, and lines break elsewhere with each. */
export function Until({ at, passed, end = '' }: { at: string; passed: string; end?: string }) {
  const strings = useFirstStrings();
  return useServerNow((now) => {
    if (now === null) return end;
    const left = (Date.parse(at) - now) / 1000;
    const step = left < 2 * MINUTE ? 1 : MINUTE;
    return `${left <= 0 ? passed : strings.inAbout(strings.format.duration(Math.ceil(left / step) * step))}${end}`;
  });
}

/**
 * The age of an instance's facts, always on its card: `read 1 s ago`. It often stands at the right: with room for a second digit it
 * begins at the same place after nine seconds as before.
 */
export function ReadAge({ instanceId, observedAt }: { instanceId: string; observedAt: string | null }) {
  const strings = useFirstStrings();
  return useGlance(({ now, pulsedAt }) => {
    const ms = ageMs(latestObservation(instanceId, observedAt, pulsedAt), now);
    if (ms === null) return strings.neverRead;
    const age = strings.format.age(ms / 1000);
    return `${strings.readAgo(age)}${/^\d\b/.test(age) ? FIGURE_SPACE : ''}`;
  });
}
