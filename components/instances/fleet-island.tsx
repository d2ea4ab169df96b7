'use client';

import { island } from '../ui/island';

/** The fleet: most of what the first page loads, and nothing that it needs to be read. */
export const FleetIsland = island(() => import('./fleet-view').then((part) => part.FleetView));
