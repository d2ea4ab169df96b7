import type { Cause } from '@/lib/contracts/save';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { printable } from '@/lib/domain/printable';

/** The cause in words, with how sure it is. An unknown cause is told as one, with the stage that counters show. */
export function CauseWord({ cause }: { cause: Cause }) {
  const strings = useStrings();
  const stage = cause.stage === null ? null : strings.stage[cause.stage];
  return (
    <>
      <strong className="font-semibold">{strings.cause[cause.kind]}</strong>
      {cause.kind === 'unknown' ? null : (
        <>
          {' '}
          <Badge>{strings.confidence[cause.confidence]}</Badge>
        </>
      )}
      {cause.kind === 'unknown' && stage !== null ? `${strings.colon}${stage}` : null}
    </>
  );
}

/** The cause and the first piece of evidence for it; for an unknown one that says the stage, and what would tell more. */
export function CauseFact({ cause }: { cause: Cause | null }) {
  const strings = useStrings();
  if (cause === null) return strings.noCauseYet;
  const [first] = cause.evidence;
  const isTold = cause.kind === 'unknown' && first !== undefined;
  return (
    <>
      {isTold ? <strong className="font-semibold">{strings.cause.unknown}</strong> : <CauseWord cause={cause} />}
      {first === undefined ? null : <> · {printable(first)}</>}
    </>
  );
}
