'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';

const SHOWN_MS = 2_000;

/** A shell command with a button that copies it. */
export function Command({ children }: { children: string }) {
  const strings = useStrings();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = (): void => {
    // Without https the browser may have no clipboard: the text can still be selected.
    void navigator.clipboard?.writeText(children).then(() => setCopied(true));
  };
  const Icon = copied ? Check : Copy;
  return (
    <span className="mt-1 flex items-center gap-1">
      <code className="min-w-0 rounded bg-soft px-1.5 py-1 font-mono text-[0.75rem] select-all">
        {printable(children)}
      </code>
      <button
        type="button"
        onClick={copy}
        aria-label={copied ? strings.copied : strings.copyCommand(children)}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-soft hover:text-ink pointer-coarse:size-11"
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
