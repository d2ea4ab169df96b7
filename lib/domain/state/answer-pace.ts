import type { InstanceView } from './instance-view';
import type { Observation } from '../observation/observation';
import { steady } from './steady';
import type { Words } from '../words/words';

/**
 * From this many milliseconds on an answer is slow. One round trip around the world takes about 300 ms, and Redis answers these
 * questions in less than one; at 1.5 s it counts as no answer.
 */
export const SLOW_FROM_MS = 500;
/** So many looks in a row have to be slow: one may be a hiccup, here or there. */
const SLOW_LOOKS = 2;
/** So many looks in a row have to be quick before it is not slow any more; of as many the slowest is told. */
const KEPT_LOOKS = 5;
/** What is told moves in steps of so many milliseconds. */
const STEP_MS = 100;

/** How long the last looks took, oldest first, and what is told: milliseconds of a slow one, 0: it is not slow, null: not known. */
export interface AnswerPace {
  readonly recent: readonly number[];
  readonly told: number | null;
}

export const PACE_UNKNOWN: AnswerPace = { recent: [], told: null };

/** What is known after one more look. One without an answer tells nothing of how slow answers are, and ends what was known. */
export function paceAfter({ recent: before, told }: AnswerPace, look: Observation): AnswerPace {
  if (look.kind !== 'facts' || look.tookMs === undefined) return PACE_UNKNOWN;
  const recent = [...before, look.tookMs].slice(-KEPT_LOOKS);
  const slow = recent.filter((ms) => ms >= SLOW_FROM_MS);
  if (slow.length === 0) return { recent, told: 0 };
  const wasSlow = told !== null && told !== 0;
  const latest = recent.slice(-SLOW_LOOKS);
  const isSlow = wasSlow || (latest.length === SLOW_LOOKS && latest.every((ms) => ms >= SLOW_FROM_MS));
  return { recent, told: isSlow ? steady(told, Math.max(...slow), STEP_MS) : told };
}

/** What is told of how long answers take. `slowMs` as told by `paceAfter`. It has no part in the state of an instance. */
export function viewAnswers(slowMs: number | null, { answers }: Words): InstanceView['answers'] {
  if (slowMs === null) return { slow: null, ms: null, message: null };
  if (slowMs === 0) return { slow: false, ms: null, message: null };
  return { slow: true, ms: slowMs, message: answers.slow(slowMs) };
}
