import type { WayName } from './choices';
import type { Situation } from './compare-situation';
import { valueOf } from '../observation/observation';
import type { StateContext } from '../state/state-context';
import type { Words } from '../words/words';

interface Advice {
  readonly advised: WayName | null;
  readonly reason: string;
}

/**
 * Which of the three ways is advised, one or none. What mends the cause comes before all of them, a good save before writes without
 * snapshots: the guard goes off only where that keeps a replica alive, or where it is meant to be off.
 */
export function adviceFor(context: StateContext, situation: Situation): Advice {
  const isPointless = situation === 'guard-off' && valueOf(context.facts.config.savePoints)?.length === 0;
  const [advised, reason] = ADVICE[situation];
  return { advised, reason: isPointless ? context.words.choices.advisePolicyOn : reason(context.words) };
}

const ADVICE: Record<Situation, readonly [WayName | null, (words: Words) => string]> = {
  tampered: [null, ({ choices }) => choices.adviseTampered],
  aof: [null, ({ choices }) => choices.adviseAof],
  both: [null, ({ choices }) => choices.adviseBoth],
  crash: ['guard', ({ choices }) => choices.adviseCrash],
  'may-crash': [null, ({ choices }) => choices.adviseMayCrash],
  running: ['wait', ({ choices }) => choices.adviseRunning],
  slow: ['wait', ({ choices }) => choices.adviseSlow],
  policy: ['guard', ({ choices }) => choices.advisePolicyOff],
  gone: [null, ({ choices }) => choices.adviseGone],
  lasting: [null, ({ choices }) => choices.adviseLasting],
  retries: ['wait', ({ choices }) => choices.adviseRetries],
  stuck: ['save', ({ choices }) => choices.adviseStuck],
  'guard-off': ['guard', ({ guardPlan }) => guardPlan.adviceOnHealthy],
  'guard-on': ['guard', ({ choices }) => choices.advisePolicyOff],
  'rewrite-failed': [null, ({ choices }) => choices.adviseRewrite],
  overdue: ['save', ({ choices }) => choices.adviseOverdue],
  'not-due': ['wait', ({ choices }) => choices.adviseNotDue],
  'open-failure': ['save', ({ choices }) => choices.adviseProof],
  cancelled: ['save', ({ choices }) => choices.adviseCancelled],
  'no-save-seen': ['save', ({ choices }) => choices.adviseProof],
};
