import { processStart } from '../observation/clock';
import type { InstanceView } from './instance-view';
import type { EpochMs, Sighting } from '../observation/observation';
import type { SaveKnowledge } from '../save/save-knowledge';
import { nextRetry, type NextRetry } from '../save/save-points';
import { goodSaveAt } from '../save/proven-save';
import { knownIn } from '../words/told';
import type { Words } from '../words/words';

/** What is told of snapshots. `live` is the sighting when it is fresh: only from that a next retry is foretold. */
export function viewRdb(
  live: Sighting | null,
  sighting: Sighting | null,
  knowledge: SaveKnowledge,
  words: Words,
): InstanceView['rdb'] {
  if (sighting === null) return neverRead(words);
  const { rdb, config } = sighting.facts;
  const good = goodSaveAt(sighting, knowledge);
  const retry: NextRetry =
    live === null ? { at: null, reason: words.reasons.notLive } : nextRetry(live, knowledge, words);
  return {
    savePoints: knownIn(config.savePoints, words),
    lastStatus: rdb.lastStatus,
    inProgress: live?.facts.rdb.inProgress ?? null,
    lastGoodSaveAt: good,
    lastGoodSaveReason: good === null ? words.reasons.noGoodSave(processStart(sighting), sighting.at) : null,
    changesSinceLastSave: rdb.changesSinceLastSave,
    lastDurationSeconds: lastDuration(sighting, knowledge, good),
    // Until a save succeeded the field is 0 and means nothing; after a failure it is still that of the last good one.
    lastCowBytes: good === null ? null : rdb.lastCowBytes,
    nextRetryAt: retry.at,
    nextRetryReason: retry.reason,
    failuresInARow: knowledge.failuresInARow,
  };
}

/** Seconds of the last good save: Redis's own figure may be that of a failed child, or of an older save after a refused fork. */
function lastDuration(sighting: Sighting, knowledge: SaveKnowledge, good: EpochMs | null): number | null {
  if (knowledge.lastGoodDurationSeconds !== null) return knowledge.lastGoodDurationSeconds;
  return good !== null && sighting.facts.rdb.lastStatus === 'ok' ? sighting.facts.rdb.lastDurationSeconds : null;
}

function neverRead({ reasons }: Words): InstanceView['rdb'] {
  return {
    savePoints: { value: null, reason: reasons.noFacts },
    lastStatus: null,
    inProgress: null,
    lastGoodSaveAt: null,
    lastGoodSaveReason: reasons.noFacts,
    changesSinceLastSave: null,
    lastDurationSeconds: null,
    lastCowBytes: null,
    nextRetryAt: null,
    nextRetryReason: reasons.noFacts,
    failuresInARow: null,
  };
}
