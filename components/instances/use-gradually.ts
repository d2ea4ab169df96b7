import { startTransition, useEffect, useState } from 'react';
import { onIdle } from '../ui/on-idle';

/** So many at a time: few enough that a key pressed meanwhile is not kept waiting. */
const STEP = 48;

/** Has this page once shown all? Then they are all there again when one comes back to it: the browser scrolls to where one was. */
let wereAllShown = false;

/**
 * How many of `total` things to show now: `first` in the first HTML, then more of them whenever the page has nothing else to
 * do, until all are there. Where others are asked for (`asked` is another) it begins anew: what one looks at is there at once.
 */
export function useGradually(asked: string, total: number, first: number): number {
  const [known, setKnown] = useState({ asked, shown: wereAllShown ? Infinity : first });
  const shown = known.asked === asked ? known.shown : first;
  useEffect(() => {
    wereAllShown ||= shown >= total;
    if (shown >= total) return undefined;
    return onIdle(() => startTransition(() => setKnown({ asked, shown: shown + STEP })));
  }, [asked, shown, total]);
  return Math.min(shown, total);
}
