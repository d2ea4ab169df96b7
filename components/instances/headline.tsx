'use client';

import { useFirstStrings } from '../strings/use-strings';

/** The first line of the page: what matters most in ink, what else is to be said in grey. */
export function Headline({ sentences: [first, ...rest] }: { sentences: readonly string[] }) {
  const { between } = useFirstStrings();
  return (
    <h1 className="text-[1.25rem] leading-tight tracking-[-0.022em] sm:text-[1.6875rem]">
      <span className="font-semibold">{first}</span>
      {rest.length === 0 ? null : (
        <span className="text-muted">
          {between}
          {rest.join(between)}
        </span>
      )}
    </h1>
  );
}
