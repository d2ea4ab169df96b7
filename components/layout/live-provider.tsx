'use client';

import type { ReactNode } from 'react';
import { SWRConfig } from 'swr';
import { RenderedAt } from '@/lib/swr/use-live';
import { useStream } from '@/lib/swr/use-stream';

function Stream({ after }: { after: number }) {
  useStream(after);
  return null;
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
