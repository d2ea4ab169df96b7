'use client';

import Link from 'next/link';
import type { Incident } from '@/lib/contracts/incident';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { InstanceActions } from '../actions/instance-actions';
import { StateGlyph } from '../instances/state-glyph';
import { TabTitle } from '../layout/tab-title';
import { useStrings } from '../strings/use-strings';
import { Lasted } from './incident-row';
import { IncidentState, incidentShape } from './incident-state';

function Breadcrumb({ number }: { number: number }) {
  const { incidents } = useStrings();
  return (
    <nav aria-label={useStrings().instance.breadcrumb} className="text-[0.8125rem] text-muted">
      <ol className="flex flex-wrap gap-1.5">
        <li>
          <Link href="/incidents" className="hover:text-ink hover:underline">
            {incidents.title}
          </Link>
        </li>
        <li aria-hidden>/</li>
        <li aria-current="page">{incidents.numbered(String(number))}</li>
      </ol>
    </nav>
  );
}

/** What it is in one sentence, how long, of which instance; and the two things that can be done there, while it is watched. */
export function IncidentHeader({ incident, instance }: { incident: Incident; instance: Instance | null }) {
  const strings = useStrings();
  const shape = incidentShape(incident);
  const { id, name, address, environment } = incident.instance;
  return (
    <div className="space-y-2.5" data-state={shape}>
      <TabTitle text={`${strings.incidents.numbered(String(incident.number))} · ${strings.product}`} />
      <Breadcrumb number={incident.number} />
      <div className="grid gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1fr)_auto] lg:gap-y-1">
        <div className="flex min-w-0 items-start gap-3">
          <span className={`mt-0.5 sm:mt-1 ${incident.state === 'open' ? 'text-tone' : 'text-muted'}`}>
            <StateGlyph state={shape} className="size-7 shrink-0" />
          </span>
          <h1 className="min-w-0 text-[1.1875rem] leading-snug font-semibold tracking-[-0.015em] sm:text-[1.375rem]">
            {printable(incident.sentence)}
          </h1>
        </div>
        {instance === null ? null : (
          <div className="flex flex-wrap gap-x-2 gap-y-1 max-lg:[&>button]:flex-1 lg:row-span-2 lg:max-w-80 lg:justify-end">
            <InstanceActions instance={instance} primary={incident.state === 'open'} />
          </div>
        )}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted">
          <IncidentState incident={incident} />
          <span>
            {strings.incidents.columns.lasted} <Lasted incident={incident} />
          </span>
          <span className="font-mono text-[0.75rem]">{[name, address, environment].map(printable).join(' · ')}</span>
          {instance === null ? (
            <span>{strings.incidents.gone}</span>
          ) : (
            <Link
              href={`/instances/${encodeURIComponent(id)}`}
              className="underline decoration-edge underline-offset-2"
            >
              {strings.incidents.toInstance}
            </Link>
          )}
        </p>
      </div>
    </div>
  );
}
