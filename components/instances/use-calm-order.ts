import { useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { FleetQuery } from './fleet-query';
import { writeQuery } from './fleet-query';
import { sortInstances } from './fleet-sort';
import { needsAction } from './trouble';

/** Where each instance stands: ids only, so that what a card shows stays live while it stays in its place. */
interface Places {
  readonly large: readonly string[];
  readonly compact: readonly string[];
}

/** Cards stand in two groups, whatever they are sorted by: the page's weight lies where the trouble is. */
function placesOf(instances: readonly Instance[], { sort, view }: FleetQuery): Places {
  const sorted = sortInstances(instances, sort);
  const isLarge = (instance: Instance): boolean => view === 'cards' && needsAction(instance);
  return {
    large: sorted.filter(isLarge).map(({ id }) => id),
    compact: sorted.filter((instance) => !isLarge(instance)).map(({ id }) => id),
  };
}

function text(places: Places): string {
  return `${places.large.join(' ')}/${places.compact.join(' ')}`;
}

/**
 * Old places while a person's hand is among the cards. Whoever is new stands last of all, so that it pushes nothing away;
 * whoever is gone is gone, but one that only ceased to match the filter keeps its place.
 */
function heldPlaces(held: Places, now: Places, fleet: ReadonlyMap<string, Instance>): Places {
  const known = new Set([...held.large, ...held.compact]);
  const arrived = [...now.large, ...now.compact].filter((id) => !known.has(id));
  return {
    large: held.large.filter((id) => fleet.has(id)),
    compact: [...held.compact.filter((id) => fleet.has(id)), ...arrived],
  };
}

export interface CalmOrder {
  readonly large: readonly Instance[];
  readonly compact: readonly Instance[];
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
  const shown = isBusy && held.asked === asked ? heldPlaces(held.places, now, byId) : now;
  // Kept during render, as React asks for state that follows from what came before.
  if (held.asked !== asked || text(shown) !== text(held.places)) setHeld({ asked, places: shown });

  const pick = (ids: readonly string[]): Instance[] => ids.flatMap((id) => byId.get(id) ?? []);
  return {
    large: pick(shown.large),
    compact: pick(shown.compact),
    isHeld: text(shown) !== text(now),
    resort: () => setHeld({ asked, places: now }),
  };
}
