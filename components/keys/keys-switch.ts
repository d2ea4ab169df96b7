import { useSyncExternalStore } from 'react';

const KEPT_AS = 'savepoint.single-keys';
const OFF = 'off';
const listeners = new Set<() => void>();
/** Where a browser keeps nothing, the choice holds for this page. */
let here: boolean | null = null;

/** Do single keys do anything? Whoever speaks to the machine, or leans on the keyboard, can switch them off. */
export function keysAreOn(): boolean {
  if (here !== null) return here;
  try {
    return window.localStorage.getItem(KEPT_AS) !== OFF;
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  here = on;
  try {
    if (on) window.localStorage.removeItem(KEPT_AS);
    else window.localStorage.setItem(KEPT_AS, OFF);
  } catch {
    // Storage is closed to this page: the choice lasts as long as it is open.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useKeysAreOn(): boolean {
  return useSyncExternalStore(subscribe, keysAreOn, () => true);
}
