'use client';

import type { ReactNode } from 'react';
import { useId, useRef, useState } from 'react';

interface Props {
  label: string;
  icon: ReactNode;
  /** Given a way to do something that opens over the page: the menu closes first. */
  children: (leaveFor: (open: () => void) => () => void) => ReactNode;
}

/** A button of the header with what belongs to it. A popover of the browser's own: Esc and a press outside close it. */
export function Menu({ label, icon, children }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  // What opens over the page gives the focus back to where it is now: that place must not be gone by then.
  const leaveFor = (open: () => void) => () => {
    box.current?.hidePopover();
    open();
  };
  return (
    <>
      <button
        type="button"
        aria-label={label}
        popoverTarget={id}
        className="touch -mx-1 inline-flex min-w-9 items-center justify-center rounded-lg text-muted hover:bg-soft hover:text-ink pointer-coarse:min-w-11"
      >
        {icon}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        data-covers-page={isOpen}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) currentTarget.hidePopover();
        }}
        className="fixed inset-auto top-13 right-3.5 m-0 max-h-[calc(100dvh-4rem)] min-w-52 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 text-[0.875rem] text-ink shadow-xl sm:right-6"
      >
        {children(leaveFor)}
      </div>
    </>
  );
}
