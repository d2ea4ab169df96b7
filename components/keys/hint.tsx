'use client';

import { useEffect, useSyncExternalStore } from 'react';

const SHOWN_MS = 6_000;
let text = '';
const listeners = new Set<() => void>();

function set(next: string): void {
  text = next;
  for (const listener of listeners) listener();
}

/** Answers a key that did nothing visible: why not, or that it was done. */
export function hint(sentence: string): void {
  set(sentence);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One line over the foot of the page; the next key or click takes it away. */
export function Hint() {
  const shown = useSyncExternalStore(
    subscribe,
    () => text,
    () => '',
  );
  useEffect(() => {
    if (shown === '') return;
    const clear = (): void => set('');
    const timer = setTimeout(clear, SHOWN_MS);
    document.addEventListener('keydown', clear, true);
    document.addEventListener('pointerdown', clear, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', clear, true);
      document.removeEventListener('pointerdown', clear, true);
    };
  }, [shown]);
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-0 z-20 flex justify-center p-3">
      <p role="status" className="min-w-0">
        {shown === '' ? null : (
          <span className="block rounded-xl border border-edge bg-ink px-4 py-2.5 text-[0.8125rem] text-ground shadow-lg">
            {shown}
          </span>
        )}
      </p>
    </div>
  );
}
