import { plausibleTime, toOurClock } from '../observation/clock';
import type { EpochMs, Sighting } from '../observation/observation';
import type { SaveKnowledge } from './save-knowledge';
import { processStartSeconds } from './save-movement';

/**
 * When the last good save of this run ended, on our clock, if `rdb_last_save_time` proves one: it lies more than 1 s after the
 * process started. Null otherwise: until the first save Redis gives its start time (redis-persistence.md, 1.8).
 */
export function provenGoodSave(sighting: Sighting): EpochMs | null {
  const { lastSaveTime } = sighting.facts.rdb;
  const { timeSeconds } = sighting.facts.server;
  const start = processStartSeconds(sighting.facts);
  if (lastSaveTime === null || timeSeconds === null || start === null || lastSaveTime - start <= 1) return null;
  return Math.min(sighting.at, sighting.at - (timeSeconds - lastSaveTime) * 1000);
}

/** The last good save of this run on our clock, seen or proven; the start of the process is none. */
export function goodSaveAt(sighting: Sighting, knowledge: SaveKnowledge): EpochMs | null {
  const proven = (): EpochMs | null =>
    provenGoodSave(sighting) === null ? null : toOurClock(sighting.facts.rdb.lastSaveTime, sighting);
  return plausibleTime(knowledge.lastGoodSaveAt ?? proven());
}
