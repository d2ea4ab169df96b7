'use client';

import type { ReactNode } from 'react';
import { SWRConfig } from 'swr';
import { useStream } from '@/lib/swr/use-stream';

function Stream() {
  useStream();
  return null;
}

/** SWR for all pages, and the one stream that feeds it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  return (
    <SWRConfig value={{ refreshWhenHidden: true, focusThrottleInterval: 1_000 }}>
      <Stream />
      {children}
    </SWRConfig>
  );
}
