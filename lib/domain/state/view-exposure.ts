import type { InstanceView } from './instance-view';
import type { Facts, Sighting } from '../observation/observation';
import { nextSave } from '../save/next-save';
import type { SaveKnowledge } from '../save/save-knowledge';
import type { NextRetry } from '../save/save-points';
import { aofCover } from './state-context';
import type { Words } from '../words/words';

interface Known {
  readonly knowledge: SaveKnowledge;
  /** Absent: not known. */
  readonly growsPerMinute?: number | null;
}

/** What a crash would lose, besides the number of changes. How fast that grows, and when the next save is due, are told of now only. */
export function viewExposure(
  live: Sighting | null,
  facts: Facts | null,
  { knowledge, growsPerMinute }: Known,
  words: Words,
): InstanceView['exposure'] {
  const next: NextRetry =
    live === null ? { at: null, reason: words.reasons.notLive } : nextSave(live, knowledge, words);
  return {
    growsPerMinute: live === null ? null : (growsPerMinute ?? null),
    aof: facts === null ? 'unknown' : aofCover(facts),
    nextSaveAt: next.at,
    nextSaveReason: next.reason,
  };
}
