'use client';

import { useRef } from 'react';
import type { IncidentTimeline as Timeline } from '@/lib/contracts/incident';
import { isLost } from '@/lib/swr/fetcher';
import { useIncidentTimeline } from '@/lib/swr/use-incidents';
import { useRefresh } from '@/lib/swr/use-refresh';
import { useMay } from '../access/me';
import { Panel } from '../instances/panel';
import { hint } from '../keys/hint';
import { useShortcut } from '../keys/shortcuts';
import { Older } from '../saves/older';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Notice } from '../ui/notice';
import { useTimeHeading } from '../ui/time';
import { NoteForm } from './note-form';
import { sharesSecond } from './shares-second';
import { TimelineEntry } from './timeline-entry';

interface Props {
  number: number;
  fallback?: Timeline;
}

/** What happened, newest first: what was observed, what people did, and what they noted. */
export function IncidentTimeline({ number, fallback }: Props) {
  const strings = useStrings();
  const words = strings.incidents;
  const rows = useIncidentTimeline(number, fallback);
  const refresh = useRefresh();
  const mayAct = useMay('act');
  const note = useRef<HTMLTextAreaElement>(null);
  useShortcut('n', () => (mayAct ? note.current?.focus() : hint(strings.keys.noNote)));
  const entries = rows.data ?? [];
  return (
    <Panel id="timeline" title={useTimeHeading(words.timeline)}>
      {mayAct ? <NoteForm number={number} field={note} onNoted={refresh} /> : null}
      {rows.error === null || isLost(rows.error) ? null : (
        <Notice title={words.timelineError}>
          <p>{errorText(rows.error, strings)}</p>
        </Notice>
      )}
      {entries.length === 0 && rows.error === null ? (
        <p className="text-muted">{rows.isLoading ? strings.loadingRows : words.timelineEmpty}</p>
      ) : null}
      <ol aria-label={words.timeline} className="@container">
        {entries.map((entry, index) => (
          <TimelineEntry
            key={entry.id}
            number={number}
            entry={entry}
            milliseconds={sharesSecond(entries, index)}
            mayStrike={mayAct}
          />
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
