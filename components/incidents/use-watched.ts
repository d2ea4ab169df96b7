import type { Instance } from '@/lib/contracts/instance';
import { useFleet } from '../instances/use-fleet';

/** The live state of an instance, which every page knows; null where it is not watched any more. */
export function useWatched(instanceId: string): Instance | null {
  return useFleet().data.instances.find(({ id }) => id === instanceId) ?? null;
}
