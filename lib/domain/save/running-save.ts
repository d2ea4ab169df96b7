import { plausibleTime } from '../observation/clock';
import type { RunningSave } from '../state/instance-view';
import type { Sighting } from '../observation/observation';
import type { SaveKnowledge } from './save-knowledge';
import { diskSaveRuns } from '../state/state-context';

/** The save that runs, as far as Redis tells; null when none does. A diskless transfer to a replica is none. `id` is of its row. */
export function runningSave(sighting: Sighting, knowledge: SaveKnowledge, id: string | null): RunningSave | null {
  return diskSaveRuns(sighting.facts, knowledge) ? { id, ...progressOf(sighting, knowledge) } : null;
}

/** How far it is. Percent and the rest of its time only where Redis counts keys (6.2+); a save in rename or fsync shows 100 %. */
export function progressOf({ at, facts }: Sighting, knowledge: SaveKnowledge): Omit<RunningSave, 'id'> {
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
    etaSeconds: share === null || elapsed === null ? null : eta(share, elapsed),
  };
}

/** Whole seconds and the first keys make no rate: below both, an estimate would be invented. */
const ETA_FROM_SHARE = 0.01;
const ETA_FROM_SECONDS = 2;

function eta(share: number, elapsedSeconds: number): number | null {
  if (share < ETA_FROM_SHARE || elapsedSeconds < ETA_FROM_SECONDS) return null;
  return Math.round((elapsedSeconds / share) * (1 - share));
}
