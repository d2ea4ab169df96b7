'use client';

import type { IncidentDetail, IncidentTimeline as Timeline } from '@/lib/contracts/incident';
import type { RunbookAnswer } from '@/lib/contracts/runbook';
import { isLost, type ApiError } from '@/lib/swr/fetcher';
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
import { incidentShape } from './incident-state';
import { IncidentTimeline } from './incident-timeline';
import { UnreadIncident } from './unread-incident';
import { useWatched } from './use-watched';

/** What the server rendered; nothing where the store did not answer. */
interface Rendered {
  timeline?: Timeline;
  runbook?: RunbookAnswer;
}

interface Props extends Rendered {
  number: number;
  fallback?: IncidentDetail;
}

/** One incident: what is so, why, what to do, and what happened. */
export function IncidentPage({ number, fallback, ...rendered }: Props) {
  const { data, error } = useIncident(number, fallback);
  if (data === undefined) return <UnreadIncident number={number} error={error} />;
  return <KnownIncident incident={data} error={error} {...rendered} />;
}

function KnownIncident({
  incident,
  error,
  timeline,
  runbook,
}: Rendered & { incident: IncidentDetail; error: ApiError | null }) {
  const strings = useStrings();
  const words = strings.incidents;
  const instance = useWatched(incident.instance.id);
  const hasRunbook = incident.state === 'open' && instance !== null;
  return (
    <div className="space-y-4 sm:space-y-5" data-state={incidentShape(incident)}>
      <IncidentHeader incident={incident} instance={instance} />
      {error === null || isLost(error) ? null : (
        <Notice title={words.cannotRefresh}>
          <p>{errorText(error, strings)}</p>
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <IncidentFacts incident={incident} instance={instance}>
          <TakeAway incident={incident} />
        </IncidentFacts>
        <Panel id="why" title={words.evidence}>
          <CauseEvidence cause={incident.cause} />
        </Panel>
        {hasRunbook ? <IncidentRunbook incident={incident} fallback={runbook} /> : null}
        <div className={hasRunbook ? 'min-w-0' : 'min-w-0 lg:col-span-2'}>
          <IncidentTimeline number={incident.number} fallback={timeline} />
        </div>
      </div>
    </div>
  );
}

/** What one takes elsewhere: the text for a chat, and all of it as a file. */
function TakeAway({ incident }: { incident: IncidentDetail }) {
  return (
    <div className="mt-3.5 border-t border-line pt-3">
      <CopyText textOf={() => channelText(incident)} />
      <ExportLinks
        formats={['md', 'json', 'csv']}
        hrefOf={(format) => incidentExport(incident.number, format)}
        means={useStrings().incidents.exportMeans}
      />
    </div>
  );
}

/** The text for a chat, whose last line leads here. */
function channelText({ summaryForChannel, link }: IncidentDetail): string {
  return summaryForChannel.endsWith(link)
    ? `${summaryForChannel.slice(0, -link.length)}${window.location.origin}${link}`
    : summaryForChannel;
}
