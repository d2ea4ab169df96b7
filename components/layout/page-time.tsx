'use client';

import type { ReactNode } from 'react';
import { RenderedAt } from '@/lib/swr/use-live';
import { useRenderedTime } from '@/lib/swr/use-stream';

/** Tells everything on the page which time it was on the server when it rendered: the ages in the first HTML are true. */
export function PageTime({ at, children }: { at: string; children: ReactNode }) {
  const renderedAt = Date.parse(at);
  useRenderedTime(renderedAt);
  return <RenderedAt value={renderedAt}>{children}</RenderedAt>;
}
