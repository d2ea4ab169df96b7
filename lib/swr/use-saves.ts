import type { Save, SaveList } from '../contracts/save';
import { savesKey } from './keys';
import { SAVES } from './list-shape';
import type { Rows } from './use-rows';
import { useRows } from './use-rows';

/** The saves of one instance, or (null) of the whole fleet, newest first. */
export function useSaves(instanceId: string | null, fallback?: SaveList): Rows<Save> {
  return useRows(savesKey(instanceId), SAVES, fallback);
}
