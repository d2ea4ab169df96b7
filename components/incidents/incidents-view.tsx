'use client';

import type { IncidentList } from '@/lib/contracts/incident';
import { isLost } from '@/lib/swr/fetcher';
import { useIncidents } from '@/lib/swr/use-incidents';
import { Older } from '../saves/older';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Notice } from '../ui/notice';
import { PageTitle } from '../ui/page-title';
import { Table } from '../ui/table';
import { useTimeHeading } from '../ui/time';
import { IncidentRow } from './incident-row';

/** Every incident of the fleet, newest first. */
export function IncidentsView({ fallback }: { fallback?: IncidentList }) {
  const strings = useStrings();
  const words = strings.incidents;
  const incidents = useIncidents(fallback);
  const columns = { ...words.columns, began: useTimeHeading(words.columns.began) };
  const rows = incidents.data ?? [];
  return (
    <div className="space-y-5">
      <PageTitle title={words.title} lead={words.lead} />
      {incidents.error === null || isLost(incidents.error) ? null : (
        <Notice title={words.error}>
          <p>{errorText(incidents.error, strings)}</p>
        </Notice>
      )}
      {rows.length > 0 ? (
        <Table
          caption={words.caption}
          heads={Object.entries(columns).map(([name, text]) => ({ text, right: name === 'attempts' }))}
        >
          {rows.map((incident) => (
            <IncidentRow key={incident.id} incident={incident} />
          ))}
        </Table>
      ) : null}
      {rows.length === 0 && incidents.error === null ? (
        <div className="rounded-xl border border-line bg-surface px-4 py-6 text-[0.8438rem]">
          <p className="font-medium">{incidents.isLoading ? strings.loadingRows : words.empty}</p>
          <p className="text-muted">{words.emptyMeans}</p>
        </div>
      ) : null}
      <Older
        hasOlder={incidents.hasOlder}
        isLoading={incidents.isLoadingOlder}
        error={incidents.olderError}
        onLoad={() => void incidents.loadOlder()}
      />
    </div>
  );
}
