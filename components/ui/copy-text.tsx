'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useStrings } from '../strings/use-strings';
import { Button } from './button';

type Done = { readonly text: string; readonly isCopied: boolean } | null;

/** Copies a text that is made when it is asked for; where the browser lets no page copy, it shows the text. */
export function CopyText({ textOf }: { textOf: () => string }) {
  const words = useStrings().channel;
  const [done, setDone] = useState<Done>(null);
  const copy = async (): Promise<void> => {
    const text = textOf();
    try {
      await navigator.clipboard.writeText(text);
      setDone({ text, isCopied: true });
    } catch {
      setDone({ text, isCopied: false });
    }
  };
  const Icon = done?.isCopied === true ? Check : Copy;
  return (
    <>
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
    </>
  );
}
