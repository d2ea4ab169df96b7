'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { strings } from '../strings';
import { classNames } from '../ui/class-names';

const LINKS = [
  { href: '/', text: strings.nav.fleet, isHere: (path: string) => path === '/' || path.startsWith('/instances') },
  { href: '/saves', text: strings.nav.history, isHere: (path: string) => path.startsWith('/saves') },
  { href: '/audit', text: strings.nav.audit, isHere: (path: string) => path.startsWith('/audit') },
];

export function NavLinks() {
  const path = usePathname();
  return (
    <nav aria-label={strings.nav.label} className="-mx-2 flex">
      {LINKS.map(({ href, text, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere(path) ? 'page' : undefined}
          className={classNames(
            'touch inline-flex items-center rounded-lg px-2 text-[14px] sm:px-2.5',
            isHere(path) ? 'font-medium text-ink' : 'text-muted hover:text-ink',
          )}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
