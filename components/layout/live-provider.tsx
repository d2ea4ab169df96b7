'use client';

import type { ReactNode } from 'react';
import { SWRConfig } from 'swr';
import { RenderedAt } from '@/lib/swr/use-live';
import { useStream } from '@/lib/swr/use-stream';

function Stream() {
  useStream();
  return null;
}

/**
 * SWR for all pages, and the one stream that feeds it. `at` is the time at which the server rendered: what surrounds a page tells true
 * times in the first HTML, too.
 */
export function LiveProvider({ at, children }: { at: string; children: ReactNode }) {
  return (
    <RenderedAt value={Date.parse(at)}>
      <SWRConfig value={{ refreshWhenHidden: true, focusThrottleInterval: 1_000 }}>
        <Stream />
        {children}
      </SWRConfig>
    </RenderedAt>
  );
}
