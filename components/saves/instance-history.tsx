'use client';

import type { SaveList, TimelineEventList } from '@/lib/contracts/save';
import { isLost } from '@/lib/swr/fetcher';
import { useEvents } from '@/lib/swr/use-events';
import { useSaves } from '@/lib/swr/use-saves';
import { strings } from '../strings';
import { Notice } from '../ui/notice';
import { Older } from './older';
import { mergeTimeline } from './timeline';
import { TimelineTable } from './timeline-table';

interface Props {
  instanceId: string;
  saves?: SaveList;
  events?: TimelineEventList;
}

/** What an instance did and what happened to it: one story, newest first. */
export function InstanceHistory({ instanceId, saves: firstSaves, events: firstEvents }: Props) {
  const saves = useSaves(instanceId, firstSaves);
  const events = useEvents(instanceId, firstEvents);
  const rows = mergeTimeline(saves.data ?? [], events.data ?? [], { saves: !saves.hasOlder, events: !events.hasOlder });
  const error = saves.error ?? events.error;
  const loadOlder = (): void => {
    void saves.loadOlder();
    void events.loadOlder();
  };
  return (
    <section aria-labelledby="history" className="space-y-3">
      <div>
        <h2 id="history" className="text-[16px] font-semibold">
          {strings.instance.history}
        </h2>
        <p className="text-[13px] text-muted">{strings.saves.lead}</p>
      </div>
      {error === null || isLost(error) ? null : (
        <Notice title={strings.saves.error}>
          <p>{error.message}</p>
        </Notice>
      )}
      {rows.length > 0 ? <TimelineTable rows={rows} /> : null}
      {rows.length === 0 && error === null ? <NoRows isLoading={saves.isLoading} /> : null}
      <Older
        hasOlder={saves.hasOlder || events.hasOlder}
        isLoading={saves.isLoadingOlder || events.isLoadingOlder}
        error={saves.olderError ?? events.olderError}
        onLoad={loadOlder}
      />
    </section>
  );
}

/** Before the first row, and before anything was read. */
export function NoRows({ isLoading }: { isLoading: boolean }) {
  return (
    <div className="rounded-xl border border-line bg-surface px-4 py-6 text-[13.5px]">
      <p className="font-medium">{isLoading ? strings.loadingRows : strings.saves.empty}</p>
      <p className="text-muted">{strings.saves.emptyMeans}</p>
    </div>
  );
}
