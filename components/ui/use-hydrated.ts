import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** Is the page alive yet? Before that a form would be sent by the browser itself, with what is in it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
