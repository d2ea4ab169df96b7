'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import type { Range } from '@/lib/contracts/picture';
import { useStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';

const RANGES: readonly Range[] = ['1h', '24h', '7d', '30d', '90d'];
const FIRST: Range = '24h';

/** The range in the address; what is not one is the usual range. */
export function useRange(): Range {
  const given = useSearchParams().get('range');
  return RANGES.find((range) => range === given) ?? FIRST;
}

/** The ranges, as addresses: each can be kept, shared and opened. Only the picture is read for it, not the page. */
export function RangeLinks({ range }: { range: Range }) {
  const strings = useStrings();
  return (
    <nav aria-label={strings.picture.range} className="flex flex-wrap rounded-lg border border-line p-0.5">
      {RANGES.map((one) => (
        <Link
          key={one}
          href={`?range=${one}`}
          replace
          scroll={false}
          prefetch={false}
          onNavigate={(event) => {
            event.preventDefault();
            window.history.replaceState(null, '', `?range=${one}`);
          }}
          aria-label={`${strings.picture.short[one]}, ${strings.picture.title[one]}`}
          aria-current={one === range ? 'true' : undefined}
          className={classNames(
            'touch inline-flex items-center rounded-md px-2.5 text-[0.8125rem] whitespace-nowrap',
            one === range ? 'bg-soft font-medium forced-colors:underline' : 'text-muted hover:text-ink',
          )}
        >
          {strings.picture.short[one]}
        </Link>
      ))}
    </nav>
  );
}
