'use client';

import { fleetAlarms } from '@/lib/domain/state/fleet-sentence';
import { useBelievedFleet, useFleet } from '../instances/use-fleet';

/** The title of the tab: how many instances need a person now, then the page. */
export function TabTitle({ text }: { text: string }) {
  const fleet = useBelievedFleet(useFleet().data.instances);
  const alarms = fleetAlarms(fleet);
  return <title>{alarms === 0 ? text : `(!${alarms}) ${text}`}</title>;
}
