import Link from 'next/link';
import type { AuditEntry } from '@/lib/contracts/action';
import { useStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';
import { Cell } from '../ui/table';
import { Time } from '../ui/time';

/** The guard before and after, and why: what one looks for afterwards. */
function Details({ entry }: { entry: AuditEntry }) {
  const strings = useStrings();
  const { action } = entry;
  if (action === null) return null;
  const change =
    action.before === null || action.after === null ? null : strings.audit.change(action.before, action.after);
  return (
    <span className="block text-[0.75rem] text-muted">
      {change === null ? null : <span className="font-mono">{change} </span>}
      {action.reason === null ? null : strings.audit.reason(printable(action.reason))}
    </span>
  );
}

export function AuditRow({ entry }: { entry: AuditEntry }) {
  const strings = useStrings();
  const { columns } = strings.audit;
  return (
    <tr id={entry.id}>
      <Cell name={columns.at}>
        <Time at={entry.at} zone={false} />
      </Cell>
      <Cell name={columns.who}>{printable(entry.actor.name)}</Cell>
      <Cell name={columns.what}>{strings.audit.kind[entry.kind]}</Cell>
      <Cell name={columns.instance}>
        {entry.instanceId === null ? (
          strings.dash
        ) : (
          <Link href={`/instances/${entry.instanceId}`} className="underline decoration-edge underline-offset-2">
            {entry.instanceId}
          </Link>
        )}
      </Cell>
      <Cell name={columns.outcome}>
        <span className="font-medium">{strings.audit.outcome[entry.outcome]}</span>
      </Cell>
      <Cell name={columns.message} wide>
        {printable(entry.message)}
        <Details entry={entry} />
      </Cell>
    </tr>
  );
}
