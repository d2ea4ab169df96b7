import { plausibleTime } from './clock';
import type { RunningSave } from './instance-view';
import type { Sighting } from './observation';
import type { SaveKnowledge } from './save-knowledge';
import { diskSaveRuns } from './state-context';

/** The save that runs, as far as Redis tells; null when none does. A diskless transfer to a replica is none. */
export function runningSave(sighting: Sighting, knowledge: SaveKnowledge): RunningSave | null {
  return diskSaveRuns(sighting.facts, knowledge) ? progressOf(sighting, knowledge) : null;
}

/** How far it is. Percent and the rest of its time only where Redis counts keys (6.2+); a save in rename or fsync shows 100 %. */
export function progressOf({ at, facts }: Sighting, knowledge: SaveKnowledge): RunningSave {
  const { currentSeconds, keysDone, keysTotal } = facts.rdb;
  const elapsed = currentSeconds === null || currentSeconds < 0 ? null : currentSeconds;
  const startedAt = plausibleTime(knowledge.runningSince ?? (elapsed === null ? null : at - elapsed * 1000));
  const counted = keysDone !== null && keysTotal !== null && keysTotal > 0 && keysDone >= 0;
  const share = counted ? Math.min(1, keysDone / keysTotal) : null;
  return {
    startedAt,
    elapsedSeconds: elapsed,
    keysDone,
    keysTotal,
    percent: share === null ? null : Math.round(share * 1000) / 10,
    etaSeconds: share === null || share === 0 || elapsed === null ? null : Math.round((elapsed / share) * (1 - share)),
  };
}
