'use client';

import type { ReactNode } from 'react';
import { createContext, useContext, useMemo } from 'react';
import type { Instance, InstanceList } from '@/lib/contracts/instance';
import type { PackedFleet } from '@/lib/contracts/packed-fleet';
import type { Resource } from '@/lib/swr/resource';
import { unpackFleet } from '@/lib/swr/unpack-fleet';
import { useInstances } from '@/lib/swr/use-instances';
import type { Believed } from './fleet-filter';
import { useStaleIds } from './use-stale-ids';

const NOTHING: InstanceList = { instances: [], problems: [], groups: [], storeProblem: null, observedAt: '' };
const FleetContext = createContext<InstanceList>(NOTHING);

/** Gives every page the fleet that the server rendered with: tab, palette and keys need it everywhere. */
export function FleetProvider({ fleet, children }: { fleet: PackedFleet; children: ReactNode }) {
  const list = useMemo(() => unpackFleet(fleet), [fleet]);
  return <FleetContext value={list}>{children}</FleetContext>;
}

/** The fleet, live, on whatever page. */
export function useFleet(): Resource<InstanceList> & { readonly data: InstanceList } {
  const fallback = useContext(FleetContext);
  const resource = useInstances(fallback);
  return { ...resource, data: resource.data ?? fallback };
}

/** The process that answers there, where others are the same one; null: none is known to be. */
export function twinOf({ watchedTwice, server }: Instance): string | null {
  return watchedTwice === null ? null : server.runId;
}

/** Instances as a person may believe them: a stale one counts as unknown. */
export function useBelievedFleet(instances: readonly Instance[]): readonly Believed[] {
  const stale = useStaleIds(instances);
  return useMemo(
    () => instances.map((instance) => ({ instance, state: stale.has(instance.id) ? 'unknown' : instance.state })),
    [instances, stale],
  );
}
