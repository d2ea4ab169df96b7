'use client';

import { island } from '../ui/island';

export const AboveIsland = island(() => import('./above').then((part) => part.Above));
export const BelowIsland = island(() => import('./below').then((part) => part.Below));
