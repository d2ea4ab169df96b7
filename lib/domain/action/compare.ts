import type { Choices, Way } from './choices';
import { adviceFor } from './compare-advice';
import { guardWay } from './compare-guard';
import { situationOf, type Situation, type Trouble } from './compare-situation';
import { saveWay, waitWay, type Told } from './compare-ways';
import type { RegisteredInstance } from '../instance/instance';
import { valueOf } from '../observation/observation';
import { planBgsave } from './plan-bgsave';
import { planGuard } from './plan-guard';
import type { PlanRequest } from './plan';
import type { InstanceStateName, InstanceView } from '../state/instance-view';

interface CompareInput extends Trouble {
  readonly registered: RegisteredInstance;
  /** What may be done now at all. */
  readonly actions: InstanceView['actions'];
}

const TROUBLE: readonly InstanceStateName[] = ['rejecting-writes', 'not-saving', 'at-risk'];

/** Is there anything that pressing might change? */
export function isTrouble(state: InstanceStateName): boolean {
  return TROUBLE.includes(state);
}

/**
 * The three ways for an instance that was read just now. Null where there is nothing to press: nothing fails, or what is true now
 * is not known. What cannot be done now is not advised.
 */
export function choicesOf(input: CompareInput): Choices | null {
  if (!isTrouble(input.state)) return null;
  const situation = situationOf(input);
  const ways = [wait(input, situation), save(input, situation), guard(input, situation)] as const;
  const { advised, reason } = adviceFor(input.context, situation);
  const blocked = ways.find(({ way }) => way === advised)?.blocked ?? null;
  if (advised === null || blocked === null) return { ways, advised, reason };
  const { choices, text } = input.context.words;
  return { ways, advised: null, reason: text([choices.notNow(advised), blocked]) };
}

/** While writes are refused nothing more can be lost; what watches by PING is then the danger (redis-persistence.md, 1.3). */
function wait({ context }: CompareInput, situation: Situation): Way {
  const { writes, words, facts } = context;
  const isRefusing = writes.availability === 'rejected';
  const grows = writes.availability === 'accepted' && facts.rdb.lastStatus === 'err';
  const risks = [...(isRefusing ? [words.choices.sentinel] : []), ...(grows ? [words.choices.grows] : [])];
  return { way: 'wait', value: null, ...told(waitWay(context, situation)), changes: [], risks, blocked: null };
}

function save(input: CompareInput, situation: Situation): Way {
  const plan = planBgsave(planInput(input, { action: 'bgsave', value: null }), input.context.words);
  const against = plan.checks.filter(({ level }) => level === 'warn').map(({ text }) => text);
  return {
    way: 'save',
    value: null,
    ...told(saveWay(input.context, situation)),
    changes: plan.consequences,
    risks: [...plan.warnings, ...against],
    blocked: input.actions.bgsave.reason,
  };
}

function guard(input: CompareInput, situation: Situation): Way {
  const current = valueOf(input.context.facts.config.guard);
  const value = current === null ? null : current === 'no' ? 'yes' : 'no';
  const plan = planGuard(planInput(input, { action: 'set-stop-writes', value }), input.context.words);
  return {
    way: 'guard',
    value,
    ...told(guardWay(input.context, situation, value)),
    changes: value === null ? [] : plan.consequences,
    risks: value === null ? [] : plan.warnings,
    blocked: input.actions.setStopWrites.reason,
  };
}

function planInput({ registered, context: { sighting, knowledge } }: CompareInput, request: PlanRequest) {
  return { request, registered, sighting, knowledge };
}

function told([verdict, tells]: Told): Pick<Way, 'verdict' | 'tells'> {
  return { verdict, tells };
}
