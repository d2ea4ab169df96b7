import { startTransition, useEffect, useState } from 'react';
import { onIdle } from '../ui/on-idle';

/** So many at a time: few enough that a key pressed meanwhile is not kept waiting. */
const STEP = 48;

/** Has this page once shown all? Then they are all there again when one comes back to it: the browser scrolls to where one was. */
let wereAllShown = false;

/**
 * How many of `total` things to show now: `first` in the first HTML, then more of them whenever the page has nothing else to
 * do, until all are there.
 */
export function useGradually(total: number, first: number): number {
  const [shown, setShown] = useState(wereAllShown ? Infinity : first);
  useEffect(() => {
    wereAllShown ||= shown >= total;
    if (shown >= total) return undefined;
    return onIdle(() => startTransition(() => setShown(shown + STEP)));
  }, [shown, total]);
  return Math.min(shown, total);
}
