import type { Instance } from '@/lib/contracts/instance';
import { WORST_FIRST } from '@/lib/domain/instance/order-instances';
import { compareValues, facetOf } from './fleet-facets';
import type { FleetQuery } from './fleet-query';
import { sortInstances } from './fleet-sort';
import { needsAction } from './trouble';

/** Instances that stand together: large cards first, whatever they are sorted by, since the page's weight lies where the trouble is. */
export interface Shelf<T> {
  /** What they have in common; null: that they have no such value, or that nothing is grouped. */
  readonly value: string | null;
  readonly large: readonly T[];
  readonly compact: readonly T[];
}

/** Where each instance stands: ids only, so that what a card shows stays live while it stays in its place. */
export type Places = readonly Shelf<string>[];

/** How bad the worst of them is; all that need nobody are alike, or a group would move whenever one of it begins to save. */
function badness(members: readonly Instance[]): number {
  const ranks = members.filter(needsAction).map(({ state }) => WORST_FIRST.indexOf(state));
  return Math.min(WORST_FIRST.length, ...ranks);
}

/** The members by their value, each value where it first occurs. */
function byValue(members: readonly Instance[], valueOf: (one: Instance) => string | null) {
  const groups = new Map<string | null, Instance[]>();
  for (const one of members) {
    const value = valueOf(one);
    const known = groups.get(value);
    if (known === undefined) groups.set(value, [one]);
    else known.push(one);
  }
  return [...groups];
}

/** In groups by the facet of the query, the group with the worst instance first, then by name. */
export function placesOf(instances: readonly Instance[], { sort, view, by }: FleetQuery): Places {
  const facet = by === null ? null : facetOf(by);
  const isLarge = (one: Instance): boolean => view === 'cards' && needsAction(one);
  return byValue(sortInstances(instances, sort), (one) => facet?.valueOf(one) ?? null)
    .map(([value, members]) => ({ value, members, badness: badness(members) }))
    .sort((a, b) => a.badness - b.badness || compareValues(a.value, b.value))
    .map(({ value, members }) => ({
      value,
      large: members.filter(isLarge).map(({ id }) => id),
      compact: members.filter((one) => !isLarge(one)).map(({ id }) => id),
    }));
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

/** Does everything stand where it stood? */
export function samePlaces(one: Places, other: Places): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every(({ value, large, compact }, index) => {
      const shelf = other[index];
      return shelf?.value === value && sameIds(large, shelf.large) && sameIds(compact, shelf.compact);
    })
  );
}

/**
 * Old places while a person's hand is among the cards. Whoever is new stands last of its group, and a new group last of all, so that
 * it pushes nothing away; whoever is gone is gone, but one that only ceased to match the filter keeps its place.
 */
export function heldPlaces(held: Places, now: Places, isThere: (id: string) => boolean): Places {
  const known = new Set(held.flatMap(({ large, compact }) => [...large, ...compact]));
  const arrived = new Map(
    now.map(({ value, large, compact }) => [value, [...large, ...compact].filter((id) => !known.has(id))]),
  );
  const values = new Set(held.map(({ value }) => value));
  const kept = held.map(({ value, large, compact }) => ({
    value,
    large: large.filter(isThere),
    compact: [...compact.filter(isThere), ...(arrived.get(value) ?? [])],
  }));
  const added = [...arrived].filter(([value, ids]) => !values.has(value) && ids.length > 0);
  return [...kept, ...added.map(([value, compact]) => ({ value, large: [], compact }))].filter(
    ({ large, compact }) => large.length + compact.length > 0,
  );
}
