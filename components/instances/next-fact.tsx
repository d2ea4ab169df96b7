import { number } from '@/lib/domain/format';
import type { Instance } from '@/lib/contracts/instance';
import { strings } from '../strings';
import { Until } from '../ui/age';
import { printable } from '../ui/format';

/** When Redis tries again by itself, if ever, and how often it has failed. */
export function NextFact({ instance }: { instance: Instance }) {
  const { nextRetryAt, nextRetryReason, failuresInARow } = instance.rdb;
  if (instance.writes.cause === 'aof') return strings.next.aof;
  return (
    <>
      {instance.save !== null ? (
        `${strings.saving.retryRunning}`
      ) : nextRetryAt === null ? (
        printable(nextRetryReason ?? strings.next.never)
      ) : (
        <>
          {strings.next.retries} <Until at={nextRetryAt} passed={strings.next.due} />.
        </>
      )}
      {failuresInARow === null || failuresInARow === 0 ? null : ` ${strings.next.failures(number(failuresInARow))}`}
    </>
  );
}
