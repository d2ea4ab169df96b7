'use client';

import { useEffect, useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { onStateChange } from '@/lib/swr/state-changes';
import { stateWord } from '../strings/spoken';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';

interface Said {
  readonly polite: string;
  readonly urgent: string;
}

function sentences(changes: readonly Instance[], urgent: boolean, strings: FirstStrings): string {
  return changes
    .filter(({ state }) => (state === 'rejecting-writes') === urgent)
    .map((instance) => strings.changed(instance.name, stateWord(instance, strings).toLowerCase()))
    .join('. ');
}

/**
 * Tells a screen reader once that an instance changed its state: at once when it now refuses writes, else when the reader
 * is free. No ages, no ticking; what changes together is said together.
 */
export function Announcer() {
  const strings = useFirstStrings();
  const [said, setSaid] = useState<Said>({ polite: '', urgent: '' });
  useEffect(() => {
    let pending: Instance[] = [];
    const say = (): void => {
      const changes = pending;
      pending = [];
      setSaid({ polite: sentences(changes, false, strings), urgent: sentences(changes, true, strings) });
    };
    return onStateChange((instance) => {
      if (pending.length === 0) queueMicrotask(say);
      pending.push(instance);
    });
  }, [strings]);
  return (
    <>
      <p role="status" aria-live="polite" className="sr-only">
        {said.polite}
      </p>
      <p aria-live="assertive" className="sr-only">
        {said.urgent}
      </p>
    </>
  );
}
