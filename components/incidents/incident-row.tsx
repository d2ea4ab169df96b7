import Link from 'next/link';
import type { Incident } from '@/lib/contracts/incident';
import { number } from '@/lib/domain/text/format';
import { printable } from '@/lib/domain/text/printable';
import { CauseWord } from '../instances/cause-fact';
import { useStrings } from '../strings/use-strings';
import { Lasting } from '../ui/age';
import { Cell } from '../ui/table';
import { Time, useTimeHeading } from '../ui/time';
import { IncidentState } from './incident-state';

const LINK = 'underline decoration-edge underline-offset-2';

/** Were writes refused in it? Not seen is not no. */
function Refused({ incident }: { incident: Incident }) {
  const words = useStrings().incidents;
  const { state, refusedFrom, refusedUntil } = incident;
  if (refusedFrom === null) return words.refusedNo;
  return refusedUntil === null && state === 'open' ? (
    <strong className="font-semibold">{words.refusedStill}</strong>
  ) : (
    words.refusedYes
  );
}

/** How long it lasted, or has lasted until now. */
export function Lasted({ incident }: { incident: Incident }) {
  const { format } = useStrings();
  const { openedAt, closedAt } = incident;
  if (closedAt === null) return <Lasting since={openedAt} />;
  return format.duration(Math.max(0, (Date.parse(closedAt) - Date.parse(openedAt)) / 1000));
}

export function IncidentRow({ incident }: { incident: Incident }) {
  const strings = useStrings();
  const began = useTimeHeading(strings.incidents.columns.began);
  const { columns, numbered, orEarlier } = strings.incidents;
  const { failedAttempts, cause, instance } = incident;
  return (
    <tr>
      <Cell name={columns.number}>
        <Link href={incident.link} prefetch={false} className={`font-medium ${LINK}`}>
          {numbered(String(incident.number))}
        </Link>
      </Cell>
      <Cell name={columns.state}>
        <IncidentState incident={incident} />
      </Cell>
      <Cell name={columns.instance}>
        <span className="font-medium">{printable(instance.name)}</span>
      </Cell>
      <Cell name={began} label>
        <Time at={incident.openedAt} zone={false} />
        {incident.already ? ` ${orEarlier}` : ''}
      </Cell>
      <Cell name={columns.lasted} label>
        <Lasted incident={incident} />
      </Cell>
      <Cell name={columns.refused} label>
        <Refused incident={incident} />
      </Cell>
      <Cell name={columns.attempts} label mono right>
        {failedAttempts === null ? strings.dash : number(failedAttempts)}
      </Cell>
      <Cell name={columns.cause} wide={cause !== null}>
        {cause === null ? strings.unknown : <CauseWord cause={cause} />}
      </Cell>
    </tr>
  );
}
