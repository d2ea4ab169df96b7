import { useEffect, useSyncExternalStore } from 'react';

/** How many dialogues lie over the page: while one does, keys rest and cards keep their places. */
let open = 0;
const listeners = new Set<() => void>();

function change(by: 1 | -1): void {
  open += by;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The focus goes back to where it came from a moment after a dialogue is gone; the page waits for it. */
const FOCUS_RETURNS_MS = 100;

/** Says that a dialogue is open for as long as the calling component is there. */
export function useCoversPage(): void {
  useEffect(() => {
    change(1);
    return () => {
      setTimeout(() => change(-1), FOCUS_RETURNS_MS);
    };
  }, []);
}

export function isDialogOpen(): boolean {
  return open > 0;
}

export function useDialogOpen(): boolean {
  return useSyncExternalStore(subscribe, isDialogOpen, () => false);
}
