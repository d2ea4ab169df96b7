import { useMemo, useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { Places, Shelf } from './fleet-places';
import { heldPlaces, placesOf, samePlaces } from './fleet-places';
import type { FleetQuery } from './fleet-query';
import { writeQuery } from './fleet-query';

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
 * `resort` is called, or another order is asked for. While nothing moved and no instance changed, the shelves are the very same.
 */
export function useCalmOrder({ fleet, matching, query, isBusy }: Request): CalmOrder {
  const asked = writeQuery(query);
  const now = useMemo(() => placesOf(matching, query), [matching, query]);
  const byId = useMemo(() => new Map(fleet.map((instance) => [instance.id, instance])), [fleet]);
  const [held, setHeld] = useState<{ asked: string; places: Places }>({ asked, places: now });
  const next = isBusy && held.asked === asked ? heldPlaces(held.places, now, (id) => byId.has(id)) : now;
  const shown = samePlaces(next, held.places) ? held.places : next;
  // Kept during render, as React asks for state that follows from what came before.
  if (held.asked !== asked || shown !== held.places) setHeld({ asked, places: shown });

  const shelves = useMemo(() => {
    const pick = (ids: readonly string[]): Instance[] => ids.flatMap((id) => byId.get(id) ?? []);
    return shown.map(({ value, large, compact }) => ({ value, large: pick(large), compact: pick(compact) }));
  }, [shown, byId]);
  return { shelves, isHeld: !samePlaces(shown, now), resort: () => setHeld({ asked, places: now }) };
}
