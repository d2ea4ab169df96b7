'use client';

import type { Glance } from '@/lib/swr/use-live';
import { isOffline, silenceMs, useGlance, useStreamState } from '@/lib/swr/use-live';
import type { StreamState } from '@/lib/swr/link';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';

const LIVE_MS = 3_000;
/** The strictest stale limit of any instance (three polls, but never under 5 s). */
const STALE_MS = 5_000;

function chipText(stream: StreamState, glance: Glance, strings: FirstStrings): string {
  if (isOffline(glance)) return strings.live.offline;
  const silence = silenceMs(glance);
  if (silence === null) return strings.live.connecting;
  const ago = strings.format.age(silence / 1000);
  if (silence > STALE_MS) return strings.live.stale(ago);
  if (silence > LIVE_MS || stream !== 'live') return strings.live.behind(ago);
  return strings.live.live(ago);
}

/** How fresh this page is: a filled dot while the stream is live, a ring when it is not. `text`: the size of its letters. */
export function LiveChip({ text: size = 'text-[0.8125rem]' }: { text?: string }) {
  const strings = useFirstStrings();
  const stream = useStreamState();
  const text = useGlance((glance) => chipText(stream, glance, strings));
  const live = text.startsWith(strings.live.live(''));
  return (
    <span className={classNames('inline-flex items-center gap-[0.6em] whitespace-nowrap text-muted', size)}>
      <span
        aria-hidden
        className={classNames(
          'forced-shape size-[0.62em] rounded-full border-2 border-ink',
          live ? 'bg-ink' : 'bg-transparent',
        )}
      />
      <span className="sr-only">{strings.live.label}: </span>
      {/* Room for each of its words: what stands beside it does not move. */}
      <span className="min-w-20">{text}</span>
    </span>
  );
}
