import type { BulkPlan } from '@/lib/contracts/bulk';
import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';
import { BulkHost } from './bulk-host';
import { byHost } from './bulk-shown';

export type BulkLine = BulkPlan['lines'][number];

function Line({ line }: { line: BulkLine }) {
  const strings = useStrings();
  const { memoryBytes, waitsFor, warning } = line;
  const { memory, memoryUnknown } = strings.bulk;
  return (
    <li className="py-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="min-w-0 flex-1 font-medium">{printable(line.name)}</span>
        <span className="text-[0.78125rem] text-muted">
          {memoryBytes === null ? memoryUnknown : memory(strings.format.bytes(memoryBytes))}
        </span>
      </p>
      {waitsFor === null ? null : <p>{printable(waitsFor)}</p>}
      {warning === null ? null : <p className="text-at-risk">{printable(warning)}</p>}
    </li>
  );
}

/** What would be saved, host by host in its order. */
export function BulkPlanLines({ lines }: { lines: readonly BulkLine[] }) {
  return byHost(lines).map(({ host, here }) => (
    <BulkHost key={host} host={host}>
      {here.map((line) => (
        <Line key={line.instanceId} line={line} />
      ))}
    </BulkHost>
  ));
}

/** Who is left out, by the reason: many have the same one. */
export function BulkLeftOut({ lines }: { lines: readonly BulkLine[] }) {
  const strings = useStrings();
  const reasons = new Map<string, string[]>();
  for (const { blocked, name } of lines) {
    const reason = blocked ?? '';
    reasons.set(reason, [...(reasons.get(reason) ?? []), printable(name)]);
  }
  if (lines.length === 0) return null;
  return (
    <section className="mt-4">
      <h3 className="font-semibold">{strings.bulk.leftOut(lines.length)}</h3>
      <ul className="mt-1 divide-y divide-line border-y border-line text-[0.84375rem]">
        {[...reasons].map(([reason, names]) => (
          <li key={reason} className="py-2">
            <p className="font-medium">{names.join(strings.comma)}</p>
            <p>{printable(reason)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
