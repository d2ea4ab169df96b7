'use client';

import { useBelievedFleet, useFleet } from '../instances/use-fleet';
import { iconHref, worstState } from './tab-icons';

/** The icon of the tab: the shape of the worst state in the fleet. It changes when the fleet does, and never blinks. */
export function TabIcon() {
  const worst = worstState(useBelievedFleet(useFleet().data.instances));
  return <link rel="icon" type="image/svg+xml" href={iconHref(worst)} />;
}
