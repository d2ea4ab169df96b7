'use client';

import type { IncidentTimeline as Timeline } from '@/lib/contracts/incident';
import { isLost } from '@/lib/swr/fetcher';
import { useIncidentTimeline } from '@/lib/swr/use-incidents';
import { useRefresh } from '@/lib/swr/use-refresh';
import { useMay } from '../access/me';
import { Panel } from '../instances/panel';
import { Older } from '../saves/older';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Notice } from '../ui/notice';
import { NoteForm } from './note-form';
import { TimelineEntry } from './timeline-entry';

/** What happened, newest first: what was observed, what people did, and what they noted. */
export function IncidentTimeline({ number, fallback }: { number: number; fallback?: Timeline }) {
  const strings = useStrings();
  const words = strings.incidents;
  const rows = useIncidentTimeline(number, fallback);
  const refresh = useRefresh();
  const mayAct = useMay('act');
  const entries = rows.data ?? [];
  return (
    <Panel id="timeline" title={words.timeline}>
      {mayAct ? <NoteForm number={number} onNoted={refresh} /> : null}
      {rows.error === null || isLost(rows.error) ? null : (
        <Notice title={words.timelineError}>
          <p>{errorText(rows.error, strings)}</p>
        </Notice>
      )}
      {entries.length === 0 && rows.error === null ? (
        <p className="text-muted">{rows.isLoading ? strings.loadingRows : words.timelineEmpty}</p>
      ) : null}
      <ol aria-label={words.timeline}>
        {entries.map((entry) => (
          <TimelineEntry key={entry.id} number={number} entry={entry} mayStrike={mayAct} />
        ))}
      </ol>
      <Older
        hasOlder={rows.hasOlder}
        isLoading={rows.isLoadingOlder}
        error={rows.olderError}
        onLoad={() => void rows.loadOlder()}
      />
    </Panel>
  );
}
