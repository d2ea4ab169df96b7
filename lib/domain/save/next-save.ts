import { plausibleTime, toOurClock } from '../observation/clock';
import { valueOf, type Sighting } from '../observation/observation';
import type { SaveKnowledge } from './save-knowledge';
import { DUE_AFTER_MS, nextRetry, reached, type NextRetry } from './save-points';
import { reasonIn } from '../words/told';
import type { Words } from '../words/words';

/** When Redis saves next by itself, on our clock, after a good save as after a failed one; or why that is not before something happens. */
export function nextSave(sighting: Sighting, knowledge: SaveKnowledge, words: Words): NextRetry {
  const { rdb, config } = sighting.facts;
  const { due, retry } = words;
  if (rdb.lastStatus !== 'ok') return nextRetry(sighting, knowledge, words);
  if (rdb.inProgress === true) return none(due.running);
  const points = valueOf(config.savePoints);
  if (points === null) return none(retry.pointsUnknown(reasonIn(config.savePoints, words) ?? ''));
  if (points.length === 0) return none(due.noPoints);
  if (rdb.changesSinceLastSave === null) return none(retry.changesUnknown);
  const matching = reached(points, rdb.changesSinceLastSave);
  if (matching.length === 0) return none(due.tooFew(Math.min(...points.map(({ changes }) => changes))));
  const lastSave = toOurClock(rdb.lastSaveTime, sighting);
  if (lastSave === null) return none(retry.clockUnknown);
  const soonest = Math.min(...matching.map(({ seconds }) => seconds));
  return { at: plausibleTime(lastSave + soonest * 1000 + DUE_AFTER_MS), reason: null };
}

function none(reason: string): NextRetry {
  return { at: null, reason };
}
