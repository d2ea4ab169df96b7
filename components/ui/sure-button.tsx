'use client';

import { useState } from 'react';
import { useStrings } from '../strings/use-strings';
import { Button } from './button';

interface Props {
  label: string;
  /** Where the label alone does not say of what. */
  ariaLabel?: string;
  /** What is asked before, and what the second click then says. */
  question: string;
  quiet?: boolean;
  disabled?: boolean;
  onSure: () => void;
}

/** For what cannot be taken back, or is much at once: a second click, in the place of the first one. */
export function SureButton({ label, ariaLabel, question, quiet = false, disabled = false, onSure }: Props) {
  const { cancel } = useStrings();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button
        look={quiet ? 'quiet' : 'plain'}
        aria-label={ariaLabel}
        disabled={disabled}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
    );
  }
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      <Button
        look="danger"
        autoFocus
        onClick={() => {
          setAsking(false);
          onSure();
        }}
      >
        {question}
      </Button>
      <Button onClick={() => setAsking(false)}>{cancel}</Button>
    </span>
  );
}
