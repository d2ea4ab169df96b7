import { useSyncExternalStore } from 'react';

let isOut = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Notes how Savepoint took who is asking with its latest answer: somebody, or nobody (401). */
export function noteSignedOut(next: boolean): void {
  if (next === isOut) return;
  isOut = next;
  for (const listener of listeners) listener();
}

/** Has the session of this page ended? Then nothing new comes in. */
export function useSignedOut(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isOut,
    () => false,
  );
}
