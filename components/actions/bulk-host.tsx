import type { ReactNode } from 'react';
import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';

/** As the server names the machine that it runs on itself. */
const THIS_MACHINE = 'localhost';

/** What happens on one host, in its order. */
export function BulkHost({ host, children }: { host: string; children: ReactNode }) {
  const { bulk } = useStrings();
  return (
    <section className="mt-3">
      <h4 className="font-mono text-[0.75rem] text-muted">{host === THIS_MACHINE ? bulk.here : printable(host)}</h4>
      <ol className="mt-1 divide-y divide-line border-y border-line text-[0.84375rem]">{children}</ol>
    </section>
  );
}
