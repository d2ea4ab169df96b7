import type { InstanceStateName } from '@/lib/contracts/instance';
import { orderInstances, WORST_FIRST } from '@/lib/domain/instance/order-instances';
import type { Believed } from '../instances/fleet-filter';
import { placesOf } from '../instances/fleet-places';
import type { FleetQuery } from '../instances/fleet-query';
import { needsAction } from '../instances/trouble';

/** How many are in a state. */
export interface StateCount {
  readonly state: InstanceStateName;
  readonly count: number;
}

/** Worst first, without the states that nobody is in. */
export function countStates(fleet: readonly Believed[]): readonly StateCount[] {
  return WORST_FIRST.map((state) => ({ state, count: fleet.filter((one) => one.state === state).length })).filter(
    ({ count }) => count > 0,
  );
}

/**
 * Those that need somebody, worst first. Where several are no longer believed, they keep the order that they had: nothing may be harder
 * to find because the connection is lost.
 */
export function needing(fleet: readonly Believed[]): readonly Believed[] {
  const byId = new Map(fleet.map((one) => [one.instance.id, one]));
  return orderInstances(fleet.map(({ instance }) => instance))
    .flatMap(({ id }) => byId.get(id) ?? [])
    .filter(({ instance, state }) => needsAction({ ...instance, state }))
    .sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
}

/** Some that have a value of the facet in common; null: they have none. */
export interface WallGroup {
  readonly value: string | null;
  readonly counts: readonly StateCount[];
}

/** The groups of the query, as the page of the fleet orders them: the worst first. */
export function groupsOf(fleet: readonly Believed[], query: FleetQuery): readonly WallGroup[] {
  const byId = new Map(fleet.map((one) => [one.instance.id, one]));
  const instances = fleet.map(({ instance, state }) => ({ ...instance, state }));
  return placesOf(instances, query).map(({ value, large, compact }) => ({
    value,
    counts: countStates([...large, ...compact].flatMap((id) => byId.get(id) ?? [])),
  }));
}
