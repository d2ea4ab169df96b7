'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useServerNow } from '@/lib/swr/use-live';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { channelText } from './channel-text';

type Done = { readonly text: string; readonly isCopied: boolean } | null;

/** Copies what is known now as plain text for a chat; where the browser lets no page copy, it shows the text. */
export function CopyForChannel({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const [done, setDone] = useState<Done>(null);
  // To the minute, as the text tells it.
  const minute = useServerNow((now) => (now === null ? null : Math.floor(now / 60_000)));
  const copy = async (): Promise<void> => {
    const at = minute === null ? null : new Date(minute * 60_000).toISOString();
    const text = channelText(instance, at, window.location.href.split(/[?#]/)[0] ?? '', strings);
    try {
      await navigator.clipboard.writeText(text);
      setDone({ text, isCopied: true });
    } catch {
      setDone({ text, isCopied: false });
    }
  };
  const words = strings.channel;
  const Icon = done?.isCopied === true ? Check : Copy;
  return (
    <div className="mt-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => void copy()}>
          <Icon aria-hidden className="size-3.5" />
          {words.copy}
        </Button>
        <p role="status" className="text-[0.8125rem] text-muted">
          {done?.isCopied === true ? words.copied : ''}
        </p>
      </div>
      {done === null || done.isCopied ? null : (
        <>
          <p className="mt-2 text-[0.8125rem] text-muted">{words.byHand}</p>
          <pre
            tabIndex={0}
            aria-label={words.text}
            role="region"
            className="mt-1.5 rounded-lg bg-soft p-3 font-mono text-[0.75rem] whitespace-pre-wrap select-all"
          >
            {done.text}
          </pre>
        </>
      )}
    </div>
  );
}
