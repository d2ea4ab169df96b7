import type { Instance } from '@/lib/contracts/instance';
import { useFirstStrings } from '../strings/use-strings';
import type { FirstStrings } from '../strings/en';

function Rejections({ writes }: { writes: Instance['writes'] }) {
  const strings = useFirstStrings();
  if (writes.rejectedCount === null) return null;
  return (
    <>
      {' '}
      <strong className="font-semibold">
        {strings.writes.refusedSoFar(strings.format.count(writes.rejectedCount, strings.writes.rejectedOne))}
      </strong>
    </>
  );
}

function proofOf(writes: Instance['writes'], strings: FirstStrings): string {
  if (writes.cause === 'aof') return strings.writes.aof;
  return writes.evidence === 'ping' ? strings.writes.proven : strings.writes.derived;
}

/** Are writes refused by persistence, by what, and how is that known? */
export function WritesFact({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const { writes } = instance;
  if (writes.availability === 'read-only') return strings.writes.readOnly;
  if (writes.availability === 'accepted') return strings.writes.accepted;
  if (writes.availability === 'unknown') {
    return (
      <>
        {strings.dash} {writes.reason ?? strings.writes.unknown}
      </>
    );
  }
  return (
    <>
      <strong className="font-semibold">{strings.writes.refused}</strong>
      {proofOf(writes, strings)}
      <Rejections writes={writes} />
    </>
  );
}
