import type { Situation } from './compare-situation';
import type { Told } from './compare-ways';
import { valueOf, type GuardValue } from '../observation/observation';
import { all, is } from '../observation/three-valued';
import { replicaRefuses } from '../observation/version';
import { whereWritesAre, type StateContext } from '../state/state-context';
import { aofRefuses, guardHelps } from '../state/write-availability';

/** What comes of switching the guard to `value`; null: it cannot be read. */
export function guardWay(context: StateContext, situation: Situation, value: GuardValue | null): Told {
  const { words } = context;
  const { choices } = words;
  if (value === null) return ['not-known', choices.guardUnreadable];
  switch (situation) {
    case 'aof':
    case 'both':
      return ['does-not-help', choices.guardAof];
    case 'crash':
    case 'may-crash':
      return aofRefuses(context.facts) === false && value === 'no'
        ? ['helps', choices.guardCrash]
        : ['not-known', choices.guardMayCrash];
    case 'guard-off':
      return ['helps', hasNoPoints(context) ? choices.guardNoPoints : words.guardPlan.guardsAgain];
    case 'guard-on':
      return ['helps', choices.guardPolicyOff];
    case 'policy':
    case 'running':
    case 'gone':
    case 'lasting':
    case 'retries':
    case 'stuck':
      return value === 'no' ? off(context) : on(context);
    default:
      return ['does-not-help', choices.guardNoPart];
  }
}

/** The last save failed, and the guard is on. */
function off({ facts, writes, words: { choices, guardPlan } }: StateContext): Told {
  if (writes.availability === 'read-only') return ['does-not-help', guardPlan.replicaOnly];
  if (writes.availability === 'unknown') return ['not-known', guardPlan.writesMaybe];
  if (writes.availability === 'accepted') return ['does-not-help', guardPlan.writesUnchanged];
  if (guardHelps(facts, writes) !== true) return ['not-known', choices.guardMaybeAof];
  return ['helps', whereWritesAre(facts) === 'aof' ? choices.guardLetsInAof : choices.guardLetsIn];
}

/** The last save failed, and the guard is off. */
function on(context: StateContext): Told {
  const { facts, words } = context;
  const { choices, guardPlan } = words;
  if (hasNoPoints(context)) return ['does-not-help', guardPlan.guardsNothing];
  if (facts.server.role === 'replica') {
    const ignores = is(valueOf(facts.config.replicaIgnoreDiskWriteErrors), 'no');
    const isSafe = all(replicaRefuses(facts.server), ignores) === false;
    return isSafe ? ['does-not-help', guardPlan.replicaOnly] : ['makes-worse', guardPlan.replicaCrash];
  }
  return valueOf(facts.config.savePoints) === null
    ? ['not-known', choices.guardMayRefuse]
    : ['makes-worse', guardPlan.rejectedAtOnce];
}

function hasNoPoints({ facts }: StateContext): boolean {
  return valueOf(facts.config.savePoints)?.length === 0;
}
