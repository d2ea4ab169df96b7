import type { Instance } from '@/lib/contracts/instance';
import { useInstances } from '@/lib/swr/use-instances';

/** The live state of an instance that may not be watched any more: null then. It is one of the fleet, which every page knows. */
export function useWatched(first: Instance | null): Instance | null {
  const { data } = useInstances();
  if (first === null || data === undefined) return first;
  return data.instances.find(({ id }) => id === first.id) ?? null;
}
