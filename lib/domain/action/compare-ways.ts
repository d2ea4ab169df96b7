import type { WayVerdict } from './choices';
import { SOON_MS, type Situation } from './compare-situation';
import { valueOf } from '../observation/observation';
import { overduePoint } from '../save/save-points';
import type { StateContext } from '../state/state-context';
import { replicaWillCrash } from '../state/state-failing';

/** What a way does, and why, in one sentence. */
export type Told = readonly [verdict: WayVerdict, tells: string];

type Way = (context: StateContext) => Told;

/** What comes of doing nothing. */
export function waitWay(context: StateContext, situation: Situation): Told {
  return WAIT[situation](context);
}

/** What comes of a BGSAVE, where one can be started. */
export function saveWay(context: StateContext, situation: Situation): Told {
  return SAVE[situation](context);
}

const WAIT: Record<Situation, Way> = {
  tampered: ({ words }) => ['does-not-help', words.choices.waitTampered],
  aof: (context) =>
    replicaWillCrash(context.facts) === true
      ? ['makes-worse', context.words.choices.waitCrash]
      : ['does-not-help', context.words.choices.waitAof],
  both: (context) =>
    replicaWillCrash(context.facts) === true
      ? ['makes-worse', context.words.choices.waitCrash]
      : ['does-not-help', context.words.choices.waitBoth],
  crash: ({ words }) => ['makes-worse', words.choices.waitCrash],
  'may-crash': ({ words }) => ['not-known', words.choices.waitMayCrash],
  running: ({ words }) => ['not-known', words.choices.waitRunning],
  slow: ({ words }) => ['not-known', words.choices.waitRunning],
  gone: ({ words }) => ['does-not-help', words.choices.waitGone],
  retries: ({ words }) => ['not-known', words.choices.waitRetries],
  policy: waitForRetry,
  stuck: waitForRetry,
  lasting: (context) =>
    context.retry.at === null ? waitForRetry(context) : ['does-not-help', context.words.choices.waitLasting],
  'guard-off': ({ words, override }) =>
    override !== null && override.until.kind !== 'none' && override.expiredAt === null
      ? ['helps', words.choices.waitOverride]
      : ['does-not-help', words.choices.waitGuardOff],
  'guard-on': ({ words }) => ['does-not-help', words.choices.waitGuardOn],
  'rewrite-failed': ({ words }) => ['does-not-help', words.choices.waitRewrite],
  overdue: ({ words }) => ['does-not-help', words.choices.waitOverdue],
  'not-due': ({ words }) => ['helps', words.choices.waitFirst],
  'open-failure': ({ words }) => ['not-known', words.choices.waitProof],
  cancelled: waitForSavePoint,
  'no-save-seen': waitForSavePoint,
};

const SAVE: Record<Situation, Way> = {
  tampered: ({ words }) => ['makes-worse', words.choices.saveTampered],
  aof: ({ words }) => ['does-not-help', words.savePlan.notAof],
  both: ({ words }) => ['does-not-help', words.choices.saveBoth],
  crash: ({ words }) => ['not-known', words.choices.saveCrash],
  'may-crash': ({ words }) => ['not-known', words.choices.saveCrash],
  running: ({ words }) => ['does-not-help', words.blocked.saveRunning],
  slow: ({ words }) => ['does-not-help', words.blocked.saveRunning],
  gone: ({ words }) => ['does-not-help', words.choices.saveGone],
  lasting: ({ words }) => ['does-not-help', words.choices.saveLasting],
  retries: ({ words }) => ['not-known', words.choices.saveSooner],
  policy: saveAfterFailure,
  stuck: saveAfterFailure,
  'guard-off': ({ words }) => ['does-not-help', words.savePlan.adviceFine],
  'guard-on': ({ words }) => ['does-not-help', words.savePlan.adviceFine],
  'rewrite-failed': ({ words }) => ['does-not-help', words.choices.saveNoRewrite],
  overdue: saveHelps,
  'not-due': saveHelps,
  'open-failure': saveHelps,
  cancelled: saveHelps,
  'no-save-seen': saveHelps,
};

/** Never, not known, or only when a save point is due: an hour away with `save 3600 1`. */
function waitForRetry({ words: { choices, format }, retry, facts, sighting }: StateContext): Told {
  const isKnown = valueOf(facts.config.savePoints) !== null && facts.rdb.changesSinceLastSave !== null;
  if (retry.at === null) return [isKnown ? 'does-not-help' : 'not-known', retry.reason ?? choices.waitUnknown];
  if (retry.at - sighting.at <= SOON_MS) return ['not-known', choices.waitRetries];
  const point = overduePoint(facts);
  return ['does-not-help', point === null ? choices.waitUnknown : choices.waitDue(format.savePoint(point))];
}

function waitForSavePoint({ words: { choices }, facts }: StateContext): Told {
  const points = valueOf(facts.config.savePoints);
  if (points === null) return ['not-known', choices.waitUnknown];
  return points.length === 0 ? ['does-not-help', choices.waitNoPoints] : ['helps', choices.waitNextSave];
}

function saveAfterFailure({ words, writes }: StateContext): Told {
  return ['not-known', writes.availability === 'rejected' ? words.savePlan.heals : words.choices.saveSnapshot];
}

function saveHelps({ words }: StateContext): Told {
  return ['helps', words.choices.saveSnapshot];
}
