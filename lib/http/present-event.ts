import 'server-only';
import type { TimelineEvent, TimelineEventList } from '../contracts/save';
import type { InstanceEvent } from '../domain/event/event';
import type { Words } from '../domain/words/words';
import { isoTime } from './time';

export function presentEvent(event: InstanceEvent, words: Words): TimelineEvent {
  return {
    id: event.id,
    instanceId: event.instanceId,
    kind: event.detail.kind,
    from: isoTime(event.from),
    to: isoTime(event.to),
    message: words.event(event.detail),
  };
}

/** A page of events, newest first. */
export function presentEvents(
  page: { readonly rows: readonly InstanceEvent[]; readonly next: string | null },
  words: Words,
): TimelineEventList {
  return { events: page.rows.map((event) => presentEvent(event, words)), next: page.next };
}
