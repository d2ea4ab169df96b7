'use client';

import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

/** The outcome in a word, focused and read out when it comes. */
export function OutcomeHeading({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <div role="status">
      <h3 ref={heading} tabIndex={-1} className="text-[1rem] font-semibold focus:outline-none">
        {title}
      </h3>
      <div className="mt-1 space-y-1">{children}</div>
    </div>
  );
}
