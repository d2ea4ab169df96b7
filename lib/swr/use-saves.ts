import type { Save, SaveList } from '../contracts/save';
import { savesKey } from './keys';
import { SAVES } from './list-shape';
import type { Rows } from './use-rows';
import { useRows } from './use-rows';

/** The saves of one instance as the page knows them, from the stream: read only where it has not read them yet. */
export function useKnownSaves(instanceId: string): Rows<Save> {
  return useRows(savesKey(instanceId), SAVES, undefined, { revalidateIfStale: false });
}

/** The saves of one instance, or (null) of the whole fleet, newest first. */
export function useSaves(instanceId: string | null, fallback?: SaveList): Rows<Save> {
  return useRows(savesKey(instanceId), SAVES, fallback);
}
