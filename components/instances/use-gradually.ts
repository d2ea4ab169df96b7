import { startTransition, useEffect, useMemo, useRef, useState } from 'react';
import { onCalm } from '../ui/on-idle';

/** So many at a time: few enough that a key pressed meanwhile is not kept waiting. */
const STEP = 48;

/** Has this page once shown all? Then they are all there again when one comes back to it: the browser scrolls to where one was. */
let wereAllShown = false;

/** What one looks at now is not the cards: when they are wanted again, they begin anew. */
export function forgetShown(): void {
  wereAllShown = false;
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}

interface Known {
  readonly kind: string | null;
  readonly there: ReadonlySet<string>;
}

/** The next few as well. */
function more({ kind, there }: Known, ids: readonly string[]): Known {
  return { kind, there: new Set([...there, ...ids.filter((id) => !there.has(id)).slice(0, STEP)]) };
}

/**
 * Which of the things `ids` to show now: the `first` in the first HTML, then more of them, in their order, whenever the page has nothing
 * else to do, until all are there. What is there stays for as long as it is among `ids`: a letter more in a filter takes away
 * what it leaves out, and makes nothing anew. Where all stand somewhere else (`kind` is another) it begins anew.
 */
export function useGradually(
  ids: readonly string[],
  first: ReadonlySet<string>,
  kind: string | null,
): ReadonlySet<string> {
  const [known, setKnown] = useState<Known>(() => ({ kind, there: wereAllShown ? new Set(ids) : first }));
  const there = known.kind === kind ? known.there : first;
  const shown = useMemo(() => new Set(ids.filter((id) => first.has(id) || there.has(id))), [ids, first, there]);
  // Kept during render, as React asks for state that follows from what came before.
  if (known.kind !== kind || !isSame(shown, there)) setKnown({ kind, there: shown });
  const latest = useRef(ids);
  useEffect(() => {
    latest.current = ids;
  }, [ids]);
  const missing = ids.length - shown.size;
  useEffect(() => {
    wereAllShown ||= missing === 0;
    if (missing === 0) return undefined;
    // A fleet is never still: a change among the cards must not put this off again and again.
    return onCalm(() =>
      startTransition(() => setKnown((now) => (now.kind === kind ? more(now, latest.current) : now))),
    );
  }, [missing, kind]);
  return shown;
}
