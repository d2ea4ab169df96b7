'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';

const LINKS = [
  { href: '/', name: 'fleet', isHere: (path: string) => path === '/' || path.startsWith('/instances') },
  { href: '/incidents', name: 'incidents', isHere: (path: string) => path.startsWith('/incidents') },
  { href: '/saves', name: 'history', isHere: (path: string) => path.startsWith('/saves') },
  { href: '/audit', name: 'audit', isHere: (path: string) => path.startsWith('/audit') },
] as const;

export function NavLinks() {
  const strings = useFirstStrings();
  const path = usePathname();
  return (
    <nav aria-label={strings.nav.label} className="-mx-1 flex flex-wrap sm:-mx-2">
      {LINKS.map(({ href, name, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere(path) ? 'page' : undefined}
          className={classNames(
            'touch inline-flex items-center rounded-lg px-1 text-[0.75rem] sm:px-2.5 sm:text-[0.875rem]',
            isHere(path) ? 'font-medium text-ink' : 'text-muted hover:text-ink',
          )}
        >
          {strings.nav[name]}
        </Link>
      ))}
    </nav>
  );
}
