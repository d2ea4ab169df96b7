import type { ReactNode } from 'react';

/** The foot of a dialogue: on the left why the main button is disabled, on the right the buttons. */
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
    <div className="mt-5 flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
      <p id={reasonId} aria-live="polite" className="min-w-0 flex-1 basis-48 text-[12.5px] text-muted">
        {reason}
      </p>
      <div className="flex flex-wrap justify-end gap-2">{children}</div>
    </div>
  );
}
