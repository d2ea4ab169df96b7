import type { Incident, IncidentEntry, IncidentList, IncidentTimeline } from '../contracts/incident';
import { INCIDENTS_KEY, incidentTimelineKey } from './keys';
import { INCIDENT_ENTRIES, INCIDENTS } from './list-shape';
import type { Rows } from './use-rows';
import { useRows } from './use-rows';

/** The incidents of the whole fleet, newest first. */
export function useIncidents(fallback?: IncidentList): Rows<Incident> {
  return useRows(INCIDENTS_KEY, INCIDENTS, fallback);
}

/** What happened in one incident, newest first. */
export function useIncidentTimeline(number: number, fallback?: IncidentTimeline): Rows<IncidentEntry> {
  return useRows(incidentTimelineKey(number), INCIDENT_ENTRIES, fallback);
}
