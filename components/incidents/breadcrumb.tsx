import Link from 'next/link';
import { useStrings } from '../strings/use-strings';

/** The way from an incident to all of them. */
export function Breadcrumb({ number }: { number: number }) {
  const { incidents, instance } = useStrings();
  return (
    <nav aria-label={instance.breadcrumb} className="text-[0.8125rem] text-muted">
      <ol className="flex flex-wrap gap-1.5">
        <li>
          <Link href="/incidents" className="hover:text-ink hover:underline">
            {incidents.title}
          </Link>
        </li>
        <li aria-hidden>/</li>
        <li aria-current="page">{incidents.numbered(String(number))}</li>
      </ol>
    </nav>
  );
}
