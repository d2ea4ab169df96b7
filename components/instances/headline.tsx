'use client';

import { useFirstStrings } from '../strings/use-strings';
import { NO_BREAK_SPACE } from '../ui/format';
import { HEADING } from '../ui/heading';

/** The first line of the page: what matters most in ink, what else is to be said in grey. */
export function Headline({ sentences: [first, ...rest] }: { sentences: readonly string[] }) {
  const { between } = useFirstStrings();
  return (
    <h1 id={HEADING} className="text-[1.25rem] leading-tight tracking-[-0.022em] sm:text-[1.6875rem]">
      <span className="font-semibold">{first}</span>
      {rest.length === 0 ? null : (
        <span className="text-muted">
          {between}
          {withItsWord(rest.join(between))}
        </span>
      )}
    </h1>
  );
}

/** A count that ends a line alone says nothing. */
function withItsWord(text: string): string {
  return text.replaceAll(/(?<=\d) /g, NO_BREAK_SPACE);
}
