import 'server-only';
import type { TimelineEvent, TimelineEventList } from '../contracts/save';
import type { InstanceEvent } from '../domain/event';
import { eventMessage } from '../domain/event-message';
import { isoTime } from './time';

export function presentEvent(event: InstanceEvent): TimelineEvent {
  return {
    id: event.id,
    instanceId: event.instanceId,
    kind: event.detail.kind,
    from: isoTime(event.from),
    to: isoTime(event.to),
    message: eventMessage(event.detail),
  };
}

/** A page of events, newest first. */
export function presentEvents(page: {
  readonly rows: readonly InstanceEvent[];
  readonly next: string | null;
}): TimelineEventList {
  return { events: page.rows.map(presentEvent), next: page.next };
}
