import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';
import { Notice } from '../ui/notice';

/** An override does not move with the role: told where a failover left it, and where somebody may count on it. */
export function FailoverNotice({ instance: { guard } }: { instance: Instance }) {
  const strings = useStrings();
  if (guard.failoverNote === null) return null;
  return (
    <Notice title={strings.override.failover}>
      <p>{printable(guard.failoverNote)}</p>
    </Notice>
  );
}
