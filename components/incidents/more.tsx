import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** Whoever opened or closed it is heard until this changes. */
  isOpen?: boolean;
  children: ReactNode;
}

/** What one needs at one step and not at twenty: behind its title. */
export function More({ title, isOpen = false, children }: Props) {
  return (
    <details open={isOpen} className="min-w-0 open:basis-full">
      <summary className="inline-flex min-h-6 items-center text-[0.75rem] text-muted underline decoration-edge underline-offset-2 hover:text-ink pointer-coarse:min-h-11">
        {title}
      </summary>
      <div className="space-y-1 pt-0.5 pb-1">{children}</div>
    </details>
  );
}
