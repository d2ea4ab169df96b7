import { useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { orderInstances } from '@/lib/domain/order-instances';
import { needsAction } from './trouble';

/** Where each instance stands: ids only, so that what a card shows stays live while it stays in its place. */
interface Places {
  readonly large: readonly string[];
  readonly compact: readonly string[];
}

function placesOf(instances: readonly Instance[]): Places {
  const ordered = orderInstances(instances);
  return {
    large: ordered.filter(needsAction).map(({ id }) => id),
    compact: ordered.filter((instance) => !needsAction(instance)).map(({ id }) => id),
  };
}

function text(places: Places): string {
  return `${places.large.join(' ')}/${places.compact.join(' ')}`;
}

/** Old places while a person's pointer or focus is among the cards; whoever is new stands last, whoever is gone is gone. */
function heldPlaces(held: Places, now: Places): Places {
  const ids = new Set([...now.large, ...now.compact]);
  const known = new Set([...held.large, ...held.compact]);
  return {
    large: [...held.large.filter((id) => ids.has(id)), ...now.large.filter((id) => !known.has(id))],
    compact: [...held.compact.filter((id) => ids.has(id)), ...now.compact.filter((id) => !known.has(id))],
  };
}

export interface CalmOrder {
  readonly large: readonly Instance[];
  readonly compact: readonly Instance[];
  /** The true order differs from the one that is shown. */
  readonly isHeld: boolean;
  readonly resort: () => void;
}

/** Worst first, but nothing moves under a person's hand: while `isBusy` the order is held until `resort` is called. */
export function useCalmOrder(instances: readonly Instance[], isBusy: boolean): CalmOrder {
  const now = placesOf(instances);
  const [held, setHeld] = useState(now);
  const shown = isBusy ? heldPlaces(held, now) : now;
  // Kept during render, as React asks for state that follows from what came before.
  if (text(shown) !== text(held)) setHeld(shown);

  const byId = new Map(instances.map((instance) => [instance.id, instance]));
  const pick = (ids: readonly string[]): Instance[] => ids.flatMap((id) => byId.get(id) ?? []);
  return {
    large: pick(shown.large),
    compact: pick(shown.compact),
    isHeld: text(shown) !== text(now),
    resort: () => setHeld(now),
  };
}
