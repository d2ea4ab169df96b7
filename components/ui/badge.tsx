import type { ReactNode } from 'react';

/** A word about a thing that is no state and has no colour: `production`, `replica`, `likely`. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded-[5px] border border-line px-1.5 py-px text-[0.75rem] leading-5 text-muted">
      {children}
    </span>
  );
}
