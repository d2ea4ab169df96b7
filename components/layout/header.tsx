import Link from 'next/link';
import { strings } from '../strings';
import { Clock } from './clock';
import { LiveChip } from './live-chip';
import { Mark } from './mark';
import { NavLinks } from './nav-links';

export function Header() {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="mx-auto flex min-h-13 flex-wrap items-center gap-x-6 gap-y-0 px-3.5 py-1 sm:px-6">
        <Link href="/" className="touch inline-flex items-center gap-2.5 font-semibold tracking-[-0.01em]">
          <Mark />
          <span className="text-[15px]">{strings.product}</span>
        </Link>
        <div className="order-last basis-full sm:order-none sm:basis-auto">
          <NavLinks />
        </div>
        <div className="ml-auto flex items-center gap-5">
          <LiveChip />
          <Clock />
        </div>
      </div>
    </header>
  );
}
