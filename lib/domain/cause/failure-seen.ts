import type { Facts } from '../observation/observation';
import type { SaveKnowledge } from '../save/save-knowledge';

/** All that the protocol shows of an attempt that failed. */
export interface FailureSeen {
  /** As they were right after it. */
  readonly facts: Facts;
  /** What was known of the saves before it. */
  readonly knowledge: SaveKnowledge;
  /** How long its child ran, whole seconds; null where there was none or it is not sure. */
  readonly seconds: number | null;
  /** How long after the attempt before that one failed Redis began it by itself, seconds; null where it is not so or not known. */
  readonly sinceLastTry: number | null;
  /** Its child was seen, running or by what it left behind. False: not known, except where forks are counted. */
  readonly childSeen: boolean;
}
