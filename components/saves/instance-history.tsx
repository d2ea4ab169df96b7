'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo, useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { Picture } from '@/lib/contracts/picture';
import type { SaveList, TimelineEventList } from '@/lib/contracts/save';
import { isLost } from '@/lib/swr/fetcher';
import { savesExport } from '@/lib/swr/keys';
import { spanOf } from '../charts/axis';
import { spanText } from '../charts/picture-text';
import { PicturePanel } from '../charts/picture-panel';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Notice } from '../ui/notice';
import { ExportLinks } from './export-links';
import { NoRows } from './no-rows';
import { Older } from './older';
import { SearchLine } from './search-line';
import type { Target } from './seek';
import { TimelineTable } from './timeline-table';
import { useSeek } from './use-seek';
import { useTimeline } from './use-timeline';

interface Props {
  instance: Instance;
  saves?: SaveList;
  events?: TimelineEventList;
  picture?: Picture;
}

/** What is sought: the column that was opened since the address named a save, or else that save. */
function useTarget(linked: string | null) {
  const strings = useStrings();
  const [opened, setOpened] = useState<{ linked: string | null; span: Target } | null>(null);
  const save = useMemo<Target | null>(() => (linked === null ? null : { kind: 'save', id: linked }), [linked]);
  const openColumn = (picture: Picture, index: number): void => {
    const span: Target = { kind: 'span', ...spanOf(picture, index), text: spanText(picture, index, strings) };
    setOpened({ linked, span });
  };
  return { target: opened !== null && opened.linked === linked ? opened.span : save, openColumn };
}

/** What an instance did and what happened to it: as a picture, and row by row, newest first. */
export function InstanceHistory({ instance, saves, events, picture }: Props) {
  const strings = useStrings();
  const linked = useSearchParams().get('save');
  const timeline = useTimeline(instance.id, saves, events);
  const { target, openColumn } = useTarget(linked);
  const search = useSeek(timeline.rows, timeline, target);
  const { rows, error, beginning } = timeline;
  return (
    <>
      <PicturePanel
        instance={instance}
        fallback={picture}
        lastGoodSeconds={timeline.lastGoodSeconds}
        onOpen={openColumn}
      />
      <section aria-labelledby="history" className="space-y-3">
        <div className="flex flex-wrap items-end justify-between gap-x-4">
          <div>
            <h2 id="history" className="text-[1rem] font-semibold">
              {strings.instance.history}
            </h2>
            <p className="text-[0.8125rem] text-muted">
              {beginning === null
                ? strings.saves.lead
                : strings.picture.recordedSince(strings.format.calendarDay(beginning))}
            </p>
          </div>
          <ExportLinks hrefOf={(format) => savesExport(instance.id, format)} />
        </div>
        <SearchLine search={search} target={target} />
        {error === null || isLost(error) ? null : (
          <Notice title={strings.saves.error}>
            <p>{errorText(error, strings)}</p>
          </Notice>
        )}
        {rows.length > 0 ? <TimelineTable rows={rows} marked={search?.ids} linked={linked} /> : null}
        {rows.length === 0 && error === null ? <NoRows isLoading={timeline.isLoading} /> : null}
        <Older
          hasOlder={timeline.hasOlder}
          isLoading={timeline.isLoadingOlder}
          error={timeline.olderError}
          onLoad={() => void timeline.loadOlder()}
        />
      </section>
    </>
  );
}
