import type { InstanceStateName } from '../state/instance-view';
import { look, step, type NextSteps } from './next-step';
import { cli, type StepInput } from './step-input';
import { stepsAtRisk } from './steps-at-risk';
import { stepsCompromised, stepsNotSaving, stepsRejecting } from './steps-failing';
import { stepsNoAccess, stepsUnknown, stepsUnreachable } from './steps-unseen';
import { tampering } from '../cause/tampering';

type Steps = (input: StepInput) => NextSteps | null;

const BY_STATE: Record<InstanceStateName, Steps> = {
  'rejecting-writes': stepsRejecting,
  'not-saving': stepsNotSaving,
  'at-risk': stepsAtRisk,
  unreachable: stepsUnreachable,
  'no-access': stepsNoAccess,
  unknown: stepsUnknown,
  loading: (input) => ({
    short: input.words.shortSteps.loading,
    steps: [step(input.words.steps.wait), look(input.words.steps.howFar, cli(input, 'INFO', 'persistence'))],
  }),
  'no-persistence': (input) => ({
    short: input.words.shortSteps.persist,
    steps: [
      step(input.words.steps.meant),
      look(input.words.steps.setPoints, cli(input, 'CONFIG', 'SET', 'save', '3600 1 300 100 60 10000')),
    ],
  }),
  saving: () => null,
  saved: () => null,
};

const FAILING: readonly InstanceStateName[] = ['rejecting-writes', 'not-saving', 'at-risk'];

/**
 * What a person does now, from what is known: is it still so, why, what mends it, a save seen through, and only then writes
 * without snapshots. Null where nothing is to be done. It stays the same while nothing happens: no running figure is in it.
 */
export function nextSteps(input: StepInput): NextSteps | null {
  const { view, facts } = input;
  const isTaken = facts !== null && FAILING.includes(view.state) && tampering(facts)?.loud === true;
  return isTaken ? stepsCompromised(input) : BY_STATE[view.state](input);
}
