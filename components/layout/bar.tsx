import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** What one can do about it, at the end of the line. */
  action?: ReactNode;
  isStale?: boolean;
}

/** One line between the header and the page, for what matters on every page. */
export function Bar({ children, action, isStale = false }: Props) {
  return (
    <div data-state="not-saving" data-stale={isStale} className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-[77rem] flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-1.5 text-[0.8125rem] sm:px-6">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-tone" />
        <p className="min-w-0 flex-1 basis-56">{children}</p>
        {action}
      </div>
    </div>
  );
}
