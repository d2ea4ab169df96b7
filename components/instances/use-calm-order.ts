import { useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { Places, Shelf } from './fleet-places';
import { heldPlaces, placesOf } from './fleet-places';
import type { FleetQuery } from './fleet-query';
import { writeQuery } from './fleet-query';

function text(places: Places): string {
  return JSON.stringify(places);
}

export interface CalmOrder {
  /** One where nothing is grouped; none where nothing is shown. */
  readonly shelves: readonly Shelf<Instance>[];
  /** The true order differs from the one that is shown. */
  readonly isHeld: boolean;
  readonly resort: () => void;
}

interface Request {
  readonly fleet: readonly Instance[];
  /** Those of the fleet that match the query. */
  readonly matching: readonly Instance[];
  readonly query: FleetQuery;
  readonly isBusy: boolean;
}

/**
 * In the order that was asked for, but nothing moves under a person's hand: while `isBusy` the order is held until
 * `resort` is called, or another order is asked for.
 */
export function useCalmOrder({ fleet, matching, query, isBusy }: Request): CalmOrder {
  const now = placesOf(matching, query);
  const asked = writeQuery(query);
  const [held, setHeld] = useState({ asked, places: now });
  const byId = new Map(fleet.map((instance) => [instance.id, instance]));
  const shown = isBusy && held.asked === asked ? heldPlaces(held.places, now, (id) => byId.has(id)) : now;
  // Kept during render, as React asks for state that follows from what came before.
  if (held.asked !== asked || text(shown) !== text(held.places)) setHeld({ asked, places: shown });

  const pick = (ids: readonly string[]): Instance[] => ids.flatMap((id) => byId.get(id) ?? []);
  return {
    shelves: shown.map(({ value, large, compact }) => ({ value, large: pick(large), compact: pick(compact) })),
    isHeld: text(shown) !== text(now),
    resort: () => setHeld({ asked, places: now }),
  };
}
