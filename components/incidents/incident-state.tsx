import type { Incident } from '@/lib/contracts/incident';
import type { InstanceStateName } from '@/lib/contracts/instance';
import { StateGlyph } from '../instances/state-glyph';
import { useStrings } from '../strings/use-strings';

/** The shape of an incident is that of what it means now: writes refused, saves that fail, or over. */
export function incidentShape({ state, refusedFrom, refusedUntil }: Incident): InstanceStateName {
  if (state === 'closed') return 'saved';
  return refusedFrom !== null && refusedUntil === null ? 'rejecting-writes' : 'not-saving';
}

/** Glyph and word; colour only while it is open. */
export function IncidentState({ incident }: { incident: Incident }) {
  const strings = useStrings();
  const shape = incidentShape(incident);
  const isOpen = incident.state === 'open';
  return (
    <span data-state={shape} className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className={isOpen ? 'text-tone' : 'text-muted'}>
        <StateGlyph state={shape} className="size-4 shrink-0" />
      </span>
      <span className={isOpen ? 'font-medium text-tone' : 'text-muted'}>{strings.incidents.state[incident.state]}</span>
    </span>
  );
}
