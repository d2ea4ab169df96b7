import { number } from '@/lib/domain/text/format';
import type { Instance } from '@/lib/contracts/instance';
import { useFirstStrings } from '../strings/use-strings';
import { Until } from '../ui/age';
import { printable } from '@/lib/domain/text/printable';
import { isFailing } from './trouble';

/** When Redis tries again by itself, if ever. */
function Retry({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const { nextRetryAt, nextRetryReason } = instance.rdb;
  if (instance.save !== null) return strings.saving.retryRunning;
  if (nextRetryAt === null) return printable(nextRetryReason ?? strings.next.never);
  return (
    <>
      {strings.next.retries} <Until at={nextRetryAt} passed={strings.next.due} end={strings.stop} />
    </>
  );
}

/** When Redis tries again by itself, if ever, and how often it has failed. An AOF it writes again without being asked. */
export function RetryFact({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const { failuresInARow } = instance.rdb;
  if (instance.writes.cause === 'aof') return strings.next.aof;
  return (
    <>
      <Retry instance={instance} />
      {failuresInARow === null || failuresInARow === 0 ? null : ` ${strings.next.failures(number(failuresInARow))}`}
    </>
  );
}

/** What a person does next, and whether Redis comes before by itself. */
export function NextFact({ instance, short }: { instance: Instance; short: string }) {
  const retries = isFailing(instance) && instance.writes.cause !== 'aof' && instance.rdb.lastStatus === 'err';
  return (
    <>
      <strong className="font-semibold">{printable(short)}</strong>
      {retries ? (
        <>
          {' '}
          <Retry instance={instance} />
        </>
      ) : null}
    </>
  );
}
