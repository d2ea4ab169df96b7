'use client';

import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { hint } from '../keys/hint';
import { useShortcut } from '../keys/shortcuts';
import { useStrings } from '../strings/use-strings';
import { Button } from './button';

type Done = { readonly text: string; readonly isCopied: boolean } | null;

/**
 * Copies a text that is made when it is asked for, also by the key c; where the browser lets no page copy, it shows the text. A page has
 * one such text at most.
 */
export function CopyText({ textOf }: { textOf: () => string }) {
  const words = useStrings().channel;
  const [done, setDone] = useState<Done>(null);
  const shown = useRef<HTMLPreElement>(null);
  const copy = async (): Promise<boolean> => {
    const text = textOf();
    const isCopied = await write(text);
    flushSync(() => setDone({ text, isCopied }));
    return isCopied;
  };
  useShortcut('c', () => {
    // The button may be out of sight: the foot of the page says what became of it.
    void copy().then((isCopied) => {
      hint(isCopied ? words.copiedByKey : words.notCopied);
      shown.current?.focus();
    });
  });
  const Icon = done?.isCopied === true ? Check : Copy;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button aria-keyshortcuts="c" onClick={() => void copy()}>
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
            ref={shown}
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

/** Without https the browser has no clipboard for a page. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
