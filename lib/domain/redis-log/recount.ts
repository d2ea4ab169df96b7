import type { EpochMs } from '../observation/observation';
import type { Save } from '../save/save';
import { isBad } from '../save/learn-saves';
import type { SaveKnowledge } from '../save/save-knowledge';

/** Of an attempt that ended at `at` a log tells that it counts as one failure more, or less, than was counted. */
export interface Recount {
  readonly at: EpochMs;
  readonly by: 1 | -1;
}

/** Of single attempts: as they were known, and as the log completes them. */
export function recountsOf(pairs: readonly (readonly [before: Save, after: Save])[]): readonly Recount[] {
  return pairs.flatMap(([before, after]) => {
    const at = after.endedAt;
    if (at === null || isBad(before) === isBad(after)) return [];
    return [{ at, by: isBad(after) ? 1 : -1 }];
  });
}

/**
 * By how much the failures since the last good save are more, or less, than were counted. 0 where none are counted now. While Redis says
 * that the last attempt failed there is one at least.
 */
export function failuresRecounted(
  { failuresInARow, lastGoodSaveAt }: Pick<SaveKnowledge, 'failuresInARow' | 'lastGoodSaveAt'>,
  recounts: readonly Recount[],
): number {
  if (failuresInARow === null || failuresInARow === 0) return 0;
  const since = recounts.filter(({ at }) => at > (lastGoodSaveAt ?? -Infinity));
  const by = since.reduce((sum, recount) => sum + recount.by, 0);
  return Math.max(1, failuresInARow + by) - failuresInARow;
}
