'use client';

import Link from 'next/link';
import type { Incident } from '@/lib/contracts/incident';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { InstanceActions } from '../actions/instance-actions';
import { StateGlyph } from '../instances/state-glyph';
import { TabTitle } from '../layout/tab-title';
import { useStrings } from '../strings/use-strings';
import { Breadcrumb } from './breadcrumb';
import { Lasted } from './incident-row';
import { incidentShape } from './incident-state';
import { HEADING } from '../ui/heading';

/** What is so in one sentence, the rest of it, how long, of which instance; and the two things that can be done there, while it is watched. */
export function IncidentHeader({ incident, instance }: { incident: Incident; instance: Instance | null }) {
  const strings = useStrings();
  const shape = incidentShape(incident);
  const { lead, sentence } = incident;
  return (
    <div className="space-y-2.5">
      <TabTitle text={`${strings.incidents.numbered(String(incident.number))} · ${strings.product}`} />
      <Breadcrumb number={incident.number} />
      <div className="grid gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1fr)_auto]">
        <div className="flex min-w-0 items-start gap-3">
          <span className={`mt-0.5 ${incident.state === 'open' ? 'text-tone' : 'text-muted'}`}>
            <StateGlyph state={shape} className="size-7 shrink-0" />
          </span>
          <div className="min-w-0">
            <h1
              id={HEADING}
              className="text-[1.1875rem] leading-snug font-semibold tracking-[-0.015em] sm:text-[1.375rem]"
            >
              {printable(lead)}
            </h1>
            <p className="mt-0.5 text-[0.9375rem] text-muted">{printable(sentence.slice(lead.length).trimStart())}</p>
            <Particulars incident={incident} isWatched={instance !== null} />
          </div>
        </div>
        {instance === null ? null : (
          <div className="flex flex-wrap content-start items-start gap-x-2 gap-y-1 max-lg:[&>button]:flex-1 lg:max-w-80 lg:justify-end">
            <InstanceActions instance={instance} primary={incident.state === 'open'} />
          </div>
        )}
      </div>
    </div>
  );
}

function Particulars({ incident, isWatched }: { incident: Incident; isWatched: boolean }) {
  const words = useStrings().incidents;
  const { id, name, address, environment } = incident.instance;
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-[0.8125rem] text-muted">
      <span className={incident.state === 'open' ? 'font-medium text-tone' : undefined}>
        {words.state[incident.state]}
      </span>
      <span>
        {words.columns.lasted} <Lasted incident={incident} />
      </span>
      {isWatched ? (
        <Link
          href={`/instances/${encodeURIComponent(id)}`}
          className="text-ink underline decoration-edge underline-offset-2"
        >
          {printable(name)}
        </Link>
      ) : (
        <span>{printable(name)}</span>
      )}
      <span className="font-mono text-[0.75rem]">{[address, environment].map(printable).join(' · ')}</span>
      {isWatched ? null : <span>{words.gone}</span>}
    </p>
  );
}
