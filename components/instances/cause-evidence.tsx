import type { Cause } from '@/lib/contracts/save';
import { printable } from '@/lib/domain/text/printable';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Facts, type FactRow } from '../ui/facts';
import { CauseWord } from './cause-fact';

function rowsOf(term: string, lines: readonly string[], strings: Strings): FactRow[] {
  return (lines.length === 0 ? [strings.evidence.nothing] : lines).map((line) => [term, printable(line)]);
}

/** A cause, how sure it is, and what speaks for and against it; null: none is known yet. */
export function CauseEvidence({ cause }: { cause: Cause | null }) {
  const strings = useStrings();
  if (cause === null) return <p className="text-muted">{strings.noCauseYet}</p>;
  return (
    <>
      <p className="mb-3">
        <CauseWord cause={cause} />
      </p>
      <Facts
        className="text-[0.8125rem]"
        rows={[
          ...rowsOf(strings.evidence.for, cause.evidence, strings),
          ...rowsOf(strings.evidence.against, cause.against, strings),
        ]}
      />
    </>
  );
}
