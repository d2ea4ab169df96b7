'use client';

import Link from 'next/link';
import { useFirstStrings } from '../strings/use-strings';
import { AccountMenu } from '../access/account-menu';
import { Clock } from './clock';
import { DisplayMenu } from './display-menu';
import { LiveChip } from './live-chip';
import { Mark } from './mark';
import { NavLinks } from './nav-links';
import { PaletteButton } from './palette-button';

/**
 * Where one is, how fresh the page is, and the way to everything else. On a phone it scrolls away: the room is for facts; on a narrow
 * one the mark goes, which leads where “Fleet” leads.
 */
export function Header() {
  const strings = useFirstStrings();
  return (
    <header className="z-20 border-b border-line bg-surface sm:sticky sm:top-0">
      <div className="mx-auto flex min-h-13 flex-wrap items-center gap-x-2.5 gap-y-0 px-3.5 py-1 sm:gap-x-6 sm:px-6">
        <Link
          href="/"
          className="touch inline-flex items-center gap-2.5 font-semibold tracking-[-0.01em] max-[26rem]:hidden"
        >
          <Mark />
          <span className="text-[0.9375rem] max-sm:sr-only">{strings.product}</span>
        </Link>
        <NavLinks />
        <div className="ml-auto flex flex-wrap items-center gap-x-5">
          <LiveChip />
          <Clock />
        </div>
        <div className="flex items-center gap-2">
          <PaletteButton />
          <DisplayMenu />
          <AccountMenu />
        </div>
      </div>
    </header>
  );
}
