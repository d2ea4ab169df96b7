'use client';

import { isLost } from '@/lib/swr/fetcher';
import { useMemo } from 'react';
import type { InstanceList } from '@/lib/contracts/instance';
import type { PictureList } from '@/lib/contracts/picture';
import type { SaveList } from '@/lib/contracts/save';
import { savesExport } from '@/lib/swr/keys';
import { useInstances } from '@/lib/swr/use-instances';
import { useSaves } from '@/lib/swr/use-saves';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Notice } from '../ui/notice';
import { PageTitle } from '../ui/page-title';
import { FleetStrips } from '../charts/fleet-strips';
import { ExportLinks } from './export-links';
import { foldFailures } from './fold';
import { NoRows } from './no-rows';
import { Older } from './older';
import { mergeTimeline } from './timeline';
import { TimelineTable } from './timeline-table';

interface Props {
  fleet: InstanceList;
  saves?: SaveList;
  pictures?: PictureList;
}

/** The saves of the whole fleet, newest first. */
export function FleetHistory({ fleet, saves: first, pictures }: Props) {
  const strings = useStrings();
  const saves = useSaves(null, first);
  const { data = fleet } = useInstances(fleet);
  const names = useMemo(() => Object.fromEntries(data.instances.map(({ id, name }) => [id, name])), [data]);
  const rows = useMemo(
    () => foldFailures(mergeTimeline(saves.data ?? [], [], { saves: !saves.hasOlder, events: true })),
    [saves.data, saves.hasOlder],
  );
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <PageTitle title={strings.saves.title} lead={strings.saves.lead} />
        <ExportLinks hrefOf={(format) => savesExport(null, format)} />
      </div>
      {data.instances.length > 1 ? <FleetStrips first={pictures} names={names} /> : null}
      {saves.error === null || isLost(saves.error) ? null : (
        <Notice title={strings.saves.error}>
          <p>{errorText(saves.error, strings)}</p>
        </Notice>
      )}
      {rows.length > 0 ? <TimelineTable rows={rows} names={names} /> : null}
      {rows.length === 0 && saves.error === null ? <NoRows isLoading={saves.isLoading} /> : null}
      <Older
        hasOlder={saves.hasOlder}
        isLoading={saves.isLoadingOlder}
        error={saves.olderError}
        onLoad={() => void saves.loadOlder()}
      />
    </div>
  );
}
