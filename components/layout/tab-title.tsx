'use client';

import { fleetAlarms } from '@/lib/domain/state/fleet-sentence';
import { twinOf, useBelievedFleet, useFleet } from '../instances/use-fleet';

/** The title of the tab: how many instances need a person now, then the page. */
export function TabTitle({ text }: { text: string }) {
  const fleet = useBelievedFleet(useFleet().data.instances);
  const alarms = fleetAlarms(fleet.map(({ instance, state }) => ({ state, twinOf: twinOf(instance) })));
  return <title>{alarms === 0 ? text : `(!${alarms}) ${text}`}</title>;
}
