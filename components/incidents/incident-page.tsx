'use client';

import type { IncidentDetail, IncidentTimeline as Timeline } from '@/lib/contracts/incident';
import { isLost } from '@/lib/swr/fetcher';
import { incidentExport } from '@/lib/swr/keys';
import { useIncident } from '@/lib/swr/use-incident';
import { CauseEvidence } from '../instances/cause-evidence';
import { Panel } from '../instances/panel';
import { ExportLinks } from '../saves/export-links';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { CopyText } from '../ui/copy-text';
import { Notice } from '../ui/notice';
import { IncidentFacts } from './incident-facts';
import { IncidentHeader } from './incident-header';
import { IncidentRunbook } from './incident-runbook';
import { IncidentTimeline } from './incident-timeline';
import { useWatched } from './use-watched';

interface Props {
  fallback: IncidentDetail;
  timeline?: Timeline;
}

/** The text for a chat, whose last line leads here. */
function channelText({ summaryForChannel, link }: IncidentDetail): string {
  return summaryForChannel.endsWith(link)
    ? `${summaryForChannel.slice(0, -link.length)}${window.location.origin}${link}`
    : summaryForChannel;
}

/** One incident: what is so, why, what to do, and what happened. */
export function IncidentPage({ fallback, timeline }: Props) {
  const strings = useStrings();
  const words = strings.incidents;
  const { data: incident = fallback, error } = useIncident(fallback.number, fallback);
  const instance = useWatched(incident.instance.id);
  return (
    <div className="space-y-4 sm:space-y-5">
      <IncidentHeader incident={incident} instance={instance} />
      {error === null || isLost(error) ? null : (
        <Notice title={words.cannotRefresh}>
          <p>{errorText(error, strings)}</p>
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <div className="min-w-0 space-y-4">
          <Panel id="why" title={words.evidence} marked={incident.state === 'open'}>
            <CauseEvidence cause={incident.cause} />
          </Panel>
          <IncidentFacts incident={incident} />
          {incident.state === 'open' && instance !== null ? <IncidentRunbook incident={incident} /> : null}
        </div>
        <div className="min-w-0 space-y-4">
          <IncidentTimeline number={incident.number} fallback={timeline} />
          <div className="space-y-2">
            <CopyText textOf={() => channelText(incident)} />
            <ExportLinks
              formats={['md', 'json', 'csv']}
              hrefOf={(format) => incidentExport(incident.number, format)}
              means={words.exportMeans}
            />
          </div>
        </div>
      </div>
    </div>
  );
}
