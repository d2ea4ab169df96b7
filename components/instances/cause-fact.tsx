import type { Cause } from '@/lib/contracts/save';
import { useFirstStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { printable } from '@/lib/domain/text/printable';

/** That no child was started is known for itself, whatever the reason of it: it is told first, and each with how sure it is. */
function ForkWord({ cause }: { cause: Cause }) {
  const strings = useFirstStrings();
  const isKnown = cause.kind !== 'unknown';
  return (
    <>
      <strong className="font-semibold">{strings.stage.forkFailed}</strong>{' '}
      <Badge>{strings.confidence[cause.stageConfidence]}</Badge>
      {` · ${strings.stage.reason}${strings.colon}${isKnown ? strings.cause[cause.kind] : strings.unknown}`}
      {isKnown ? (
        <>
          {' '}
          <Badge>{strings.confidence[cause.confidence]}</Badge>
        </>
      ) : null}
    </>
  );
}

/** The cause in words, with how sure it is. An unknown cause is told as one, with the stage that counters show. */
export function CauseWord({ cause }: { cause: Cause }) {
  const strings = useFirstStrings();
  if (cause.stage === 'fork') return <ForkWord cause={cause} />;
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

/** The cause and the first piece of evidence for it; for an unknown one that says the stage, and what would tell more. A refused fork is no unknown cause. */
export function CauseFact({ cause }: { cause: Cause | null }) {
  const strings = useFirstStrings();
  if (cause === null) return strings.noCauseYet;
  const [first] = cause.evidence;
  const isTold = cause.kind === 'unknown' && cause.stage !== 'fork' && first !== undefined;
  return (
    <>
      {isTold ? <strong className="font-semibold">{strings.cause.unknown}</strong> : <CauseWord cause={cause} />}
      {first === undefined ? null : <> · {printable(first)}</>}
    </>
  );
}
