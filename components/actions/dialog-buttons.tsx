import type { ReactNode } from 'react';

/**
 * The foot of a dialogue, in sight wherever the rest is scrolled to: why the main button is disabled, and the buttons. On a
 * phone they stand side by side over the whole width.
 */
export function DialogButtons({
  children,
  reason,
  reasonId,
}: {
  children: ReactNode;
  reason?: string | null;
  reasonId?: string;
}) {
  return (
    <>
      <div aria-hidden className="min-h-5 flex-1" />
      <div
        className={
          'sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 border-t border-line ' +
          'bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:-mx-6.5 sm:rounded-b-xl sm:px-6.5 sm:pb-4'
        }
      >
        <p id={reasonId} aria-live="polite" className="min-w-0 flex-1 basis-48 text-[0.78125rem] text-muted">
          {reason}
        </p>
        <div className="flex flex-wrap justify-end gap-2 max-sm:w-full max-sm:[&>button]:flex-1">{children}</div>
      </div>
    </>
  );
}
