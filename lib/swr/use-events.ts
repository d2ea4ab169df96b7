import type { TimelineEvent, TimelineEventList } from '../contracts/save';
import { eventsKey } from './keys';
import { EVENTS } from './list-shape';
import type { Rows } from './use-rows';
import { useRows } from './use-rows';

/** What else happened to an instance: restarts, gaps in watching, changes of the guard. Newest first. */
export function useEvents(instanceId: string, fallback?: TimelineEventList): Rows<TimelineEvent> {
  return useRows(eventsKey(instanceId), EVENTS, fallback);
}
