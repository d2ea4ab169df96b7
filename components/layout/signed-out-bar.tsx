'use client';

import { usePathname } from 'next/navigation';
import { useSignedOut } from '@/lib/swr/signed-out';
import { useFirstStrings } from '../strings/use-strings';
import { Bar } from './bar';

/** Says on every page that the session has ended. The page stays as it is: what was typed into a dialogue is not lost. */
export function SignedOutBar() {
  const { who, between } = useFirstStrings();
  const isOut = useSignedOut();
  const path = usePathname();
  return (
    <div role="status">
      {isOut ? (
        <Bar
          action={
            // In another tab, so that nothing here goes; a plain link, because the next page is another one's.
            <a
              href={`/login?next=${encodeURIComponent(path)}`}
              target="_blank"
              rel="noreferrer"
              className="touch inline-flex items-center font-medium underline decoration-edge underline-offset-2"
            >
              {who.signInAgain}
            </a>
          }
        >
          <strong className="font-semibold">{who.signedOutTitle}</strong>
          {between}
          {who.signedOut}
        </Bar>
      ) : null}
    </div>
  );
}
