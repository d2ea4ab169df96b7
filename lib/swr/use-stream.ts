import { useEffect, useState } from 'react';
import { useSWRConfig } from 'swr';
import { noteHeard } from './link';
import { hearServerTime } from './server-clock';
import { openStream } from './stream';
import { tick } from './ticker';

let hydrated = false;

/** Keeps the stream open for as long as the page is; once per page. It begins `after` the id at which the page was rendered. */
export function useStream(after: number): void {
  const { cache, mutate } = useSWRConfig();
  // A page that is rendered again later has heard the stream meanwhile.
  const [first] = useState(after);
  useEffect(() => openStream({ cache, mutate }, first), [cache, mutate, first]);
}

function msSinceRequest(): number {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming ? performance.now() - navigation.requestStart : 0;
}

/**
 * Takes over the time at which the server rendered this page. On the first page it is counted from the request, which
 * makes facts look a little older than they are: the safe side.
 */
export function useRenderedTime(renderedAtMs: number): void {
  useEffect(() => {
    hearServerTime(renderedAtMs, hydrated ? 0 : msSinceRequest());
    hydrated = true;
    noteHeard();
    // Not in the same task as taking over the first HTML, which is long enough.
    const soon = setTimeout(tick, 0);
    return () => clearTimeout(soon);
  }, [renderedAtMs]);
}
