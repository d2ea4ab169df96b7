'use client';

import { useFirstStrings } from '../strings/use-strings';
import { Mark } from './mark';

/** The header for who is not signed in: only which product this is. */
export function BareHeader() {
  const strings = useFirstStrings();
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex min-h-13 items-center gap-2.5 px-3.5 py-1 font-semibold tracking-[-0.01em] sm:px-6">
        <Mark />
        <span className="text-[0.9375rem]">{strings.product}</span>
      </div>
    </header>
  );
}
