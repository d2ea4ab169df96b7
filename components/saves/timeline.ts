import type { Save, TimelineEvent } from '@/lib/contracts/save';

export type TimelineRow =
  | { readonly kind: 'save'; readonly at: string; readonly save: Save }
  | { readonly kind: 'event'; readonly at: string; readonly event: TimelineEvent };

function saveTime(save: Save): string {
  return save.startedAt ?? save.endedAt ?? '';
}

/**
 * Saves and events as one story, newest first. Both are read in pages: events older than the oldest save that was read
 * wait until the saves between are there too, and the other way round, so that no stretch is shown half.
 */
export function mergeTimeline(
  saves: readonly Save[],
  events: readonly TimelineEvent[],
  complete: { readonly saves: boolean; readonly events: boolean },
): TimelineRow[] {
  const rows: TimelineRow[] = [
    ...saves.map((save): TimelineRow => ({ kind: 'save', at: saveTime(save), save })),
    ...events.map((event): TimelineRow => ({ kind: 'event', at: event.to, event })),
  ];
  const lastSave = saves.at(-1);
  const lastEvent = events.at(-1);
  const floors = [
    complete.saves || lastSave === undefined ? '' : saveTime(lastSave),
    complete.events || lastEvent === undefined ? '' : lastEvent.to,
  ];
  const floor = floors.reduce((a, b) => (a > b ? a : b));
  return rows.filter((row) => row.at >= floor).sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
}
