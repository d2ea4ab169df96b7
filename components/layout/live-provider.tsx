'use client';

import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { SWRConfig } from 'swr';
import { isSilent, RenderedAt, useGlance } from '@/lib/swr/use-live';
import { useStream } from '@/lib/swr/use-stream';
import { useAwake } from '../ui/island';

function Open({ after }: { after: number }) {
  useStream(after);
  return null;
}

/** Takes the colour off a page that nothing follows: its code does not come, and until it does nobody else could. */
function Asleep() {
  const isStale = useGlance(isSilent);
  useEffect(() => {
    if (!isStale) return;
    const page = document.documentElement.dataset;
    page['stale'] = 'true';
    return () => void delete page['stale'];
  }, [isStale]);
  return null;
}

/** Begins once all of the page follows it: a header that says “Live” above cards that stand still would not be true. */
function Stream({ after }: { after: number }) {
  return useAwake() ? <Open after={after} /> : <Asleep />;
}

interface Props {
  /** The time at which the server rendered: what surrounds a page tells true times in the first HTML, too. */
  at: string;
  /** The id in the stream from which on this page does not know yet what happened. */
  after: number;
  children: ReactNode;
}

/** SWR for all pages, and the one stream that feeds it. */
export function LiveProvider({ at, after, children }: Props) {
  return (
    <RenderedAt value={Date.parse(at)}>
      <SWRConfig value={{ refreshWhenHidden: true, focusThrottleInterval: 1_000 }}>
        <Stream after={after} />
        {children}
      </SWRConfig>
    </RenderedAt>
  );
}
