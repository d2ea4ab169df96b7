'use client';

import type { Glance } from '@/lib/swr/use-live';
import { isOffline, isSilent, silenceMs, useGlance } from '@/lib/swr/use-live';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import { useAwake } from '../ui/island';

function lastData(glance: Glance, strings: FirstStrings): string {
  const silence = silenceMs(glance);
  return silence === null ? strings.live.lastDataUnknown : strings.live.lastData(strings.format.age(silence / 1000));
}

function titleOf(glance: Glance, strings: FirstStrings): string {
  if (isOffline(glance)) return strings.live.youAreOffline;
  return isSilent(glance) ? strings.live.silent : '';
}

/** What is wrong with the connection of this page, empty where nothing is, and when the last data came. */
export function useConnection(): { readonly title: string; readonly last: string } {
  const strings = useFirstStrings();
  const title = useGlance((value) => titleOf(value, strings));
  const last = useGlance((value) => lastData(value, strings));
  return { title, last };
}

/**
 * Says that the page has lost its connection, or that the code of its islands does not come: then nobody else could. It lies over the
 * foot of the page, in a frame as large as the view: nothing moves when it comes or goes, nor the frame itself.
 */
export function ConnectionNotice() {
  const strings = useFirstStrings();
  const { title, last } = useConnection();
  // Then nobody can know whether Savepoint answers: the stream begins when all of the page follows it.
  const isAsleep = !useAwake();
  return (
    <div className="pointer-events-none fixed inset-0 z-20 flex items-end justify-center p-3">
      <div role="status" className="min-w-0">
        {title === '' ? null : (
          <div className="pointer-events-auto max-w-xl rounded-xl border border-edge bg-ink px-4 py-3 text-[0.8125rem] text-ground shadow-lg">
            <p className="font-semibold">
              {isAsleep ? strings.live.asleep : title} <span aria-live="off">{last}</span>
            </p>
            <p className="mt-0.5 opacity-80">
              {isAsleep ? strings.live.asleepMeans : strings.live.silentMeans}{' '}
              {isAsleep ? (
                <a href="" className="underline">
                  {strings.live.reload}
                </a>
              ) : null}
            </p>
          </div>
        )}
      </div>
    </div>
  );
}
