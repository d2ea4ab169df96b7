'use client';

import { useEffect, useState } from 'react';
import { onStateChange } from '@/lib/swr/state-changes';
import { stateWord, strings } from '../strings';

/** Tells a screen reader, politely and once, that an instance changed its state. No ages, no ticking. */
export function Announcer() {
  const [text, setText] = useState('');
  useEffect(
    () => onStateChange((instance) => setText(strings.changed(instance.name, stateWord(instance).toLowerCase()))),
    [],
  );
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
