'use client';

import Link from 'next/link';
import { useConnection } from '../layout/connection-notice';
import { LiveChip } from '../layout/live-chip';
import { Mark } from '../layout/mark';
import { useStrings } from '../strings/use-strings';
import { useAwake } from './use-awake';

/** The way back to the page of the fleet, and how fresh the wall is. */
export function WallFoot({ fleet }: { fleet: string }) {
  const strings = useStrings();
  const isAwake = useAwake();
  return (
    <footer className="flex shrink-0 flex-wrap items-center justify-between gap-x-[1.6em] gap-y-[0.4em] text-muted">
      <Link
        href={fleet}
        prefetch={false}
        className="touch inline-flex items-center gap-[0.5em] font-semibold [&_svg]:size-[1.3em]"
      >
        <Mark />
        {strings.product}
      </Link>
      <span className="ml-auto">{isAwake === false ? strings.wall.maySleep : ''}</span>
      <LiveChip text="text-[1em]" />
    </footer>
  );
}

/** In another tab, as on all pages: the wall goes on by itself once somebody is signed in. */
function SignInAgain() {
  return (
    <a href="/login" target="_blank" rel="noreferrer" className="touch font-semibold underline underline-offset-2">
      {useStrings().who.signInAgain}
    </a>
  );
}

/** Nothing new comes in: said over the foot, in the largest contrast there is. */
export function WallLost({ isSignedOut }: { isSignedOut: boolean }) {
  const { live, who } = useStrings();
  const { title, last } = useConnection();
  const told = isSignedOut ? who.signedOutTitle : title;
  return (
    <div role="status" className="fixed inset-x-0 bottom-0 z-10">
      {told === '' ? null : (
        <div className="bg-ink px-[1.1em] py-[0.7em] wall:px-[1.8em] text-ground">
          <p className="text-[1.8em] leading-[1.2] font-semibold">
            {told} <span aria-live="off">{last}</span>
          </p>
          <p className="leading-[1.35]">
            {isSignedOut ? `${who.signedOut} ` : live.silentMeans}
            {isSignedOut ? <SignInAgain /> : null}
          </p>
        </div>
      )}
    </div>
  );
}
