'use client';

import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { SWRConfig } from 'swr';
import { RenderedAt } from '@/lib/swr/use-live';
import { useStream } from '@/lib/swr/use-stream';
import { whenAwake } from '../ui/island';

function Open({ after }: { after: number }) {
  useStream(after);
  return null;
}

/** Begins once all of the page follows it: a header that says “Live” above cards that stand still would not be true. */
function Stream({ after }: { after: number }) {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => void whenAwake().then(() => setAwake(true)), []);
  return isAwake ? <Open after={after} /> : null;
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
