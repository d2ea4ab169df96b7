'use client';

import { FileText } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { onDemand } from '../ui/on-demand';

const ExplainDialog = onDemand(() => import('./explain-dialog').then((part) => part.ExplainDialog));

/** Opens the dialogue that reads a log, or an error, of this instance. */
export function ExplainButton({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const focusAgain = (event: Event): void => {
    event.preventDefault();
    button.current?.focus();
  };
  return (
    <>
      <Button ref={button} onClick={() => setOpen(true)}>
        <FileText aria-hidden className="size-4" />
        {strings.explain.open}
      </Button>
      {isOpen ? (
        <ExplainDialog instance={instance} onClose={() => setOpen(false)} onCloseAutoFocus={focusAgain} />
      ) : null}
    </>
  );
}
