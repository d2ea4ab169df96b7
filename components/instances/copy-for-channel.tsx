'use client';

import type { Instance } from '@/lib/contracts/instance';
import { useServerNow } from '@/lib/swr/use-live';
import { useStrings } from '../strings/use-strings';
import { CopyText } from '../ui/copy-text';
import { channelText } from './channel-text';

/** Copies what is known now as plain text for a chat. */
export function CopyForChannel({ instance }: { instance: Instance }) {
  const strings = useStrings();
  // To the minute, as the text tells it.
  const minute = useServerNow((now) => (now === null ? null : Math.floor(now / 60_000)));
  const textOf = (): string => {
    const at = minute === null ? null : new Date(minute * 60_000).toISOString();
    return channelText(instance, at, window.location.href.split(/[?#]/)[0] ?? '', strings);
  };
  return (
    <div className="mt-3">
      <CopyText textOf={textOf} />
    </div>
  );
}
