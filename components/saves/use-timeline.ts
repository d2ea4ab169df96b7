'use client';

import { useMemo } from 'react';
import type { SaveList, TimelineEvent, TimelineEventList } from '@/lib/contracts/save';
import type { ApiError } from '@/lib/swr/fetcher';
import { useEvents } from '@/lib/swr/use-events';
import { useSaves } from '@/lib/swr/use-saves';
import { foldFailures } from './fold';
import { mergeTimeline } from './timeline';

/** When the record of an instance begins; known once all of its events were read. */
function beginningOf(events: readonly TimelineEvent[], hasOlder: boolean): string | null {
  return hasOlder ? null : (events.findLast(({ kind }) => kind === 'watch-started')?.from ?? null);
}

/** Saves and events of one instance as one story, and the way to what is older in it. */
export function useTimeline(instanceId: string, firstSaves?: SaveList, firstEvents?: TimelineEventList) {
  const saves = useSaves(instanceId, firstSaves);
  const events = useEvents(instanceId, firstEvents);
  const rows = useMemo(
    () =>
      foldFailures(
        mergeTimeline(saves.data ?? [], events.data ?? [], { saves: !saves.hasOlder, events: !events.hasOlder }),
      ),
    [saves.data, events.data, saves.hasOlder, events.hasOlder],
  );
  const lastGood = saves.data?.find(({ outcome }) => outcome === 'saved');
  const error: ApiError | null = saves.error ?? events.error;
  const olderError = saves.olderError ?? events.olderError;
  return {
    rows,
    error,
    isLoading: saves.isLoading,
    lastGoodSeconds: lastGood?.durationSeconds ?? null,
    beginning: beginningOf(events.data ?? [], events.hasOlder),
    hasOlder: saves.hasOlder || events.hasOlder,
    isLoadingOlder: saves.isLoadingOlder || events.isLoadingOlder,
    olderError,
    hasFailed: olderError !== null,
    loadOlder: async (): Promise<void> => {
      await Promise.all([saves.loadOlder(), events.loadOlder()]);
    },
  };
}
