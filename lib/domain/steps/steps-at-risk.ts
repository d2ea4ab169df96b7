import { look, press, type NextStep, type NextSteps } from './next-step';
import { valueOf } from '../observation/observation';
import type { RiskKind } from '../state/state-at-risk';
import { cli, type StepInput } from './step-input';
import { disk } from './steps-of-cause';
import { saveStep } from './steps-failing';

/** What makes it at risk, worst first: the steps of each, one after the other, none of them twice. */
export function stepsAtRisk(input: StepInput): NextSteps | null {
  const found = input.risks.map((risk) => RISKS[risk](input));
  const [first] = found;
  if (first === undefined) return null;
  const titles = new Set<string>();
  const steps = found
    .flatMap((each) => each.steps)
    .filter(({ title }) => !titles.has(title) && titles.add(title) !== undefined);
  return { short: first.short, steps };
}

type Steps = (input: StepInput) => NextSteps;

const RISKS: Record<RiskKind, Steps> = {
  // A dump that goes where intruders send it has steps of its own (steps-failing.ts), whatever the state is.
  tampered: (input) => ({ short: input.words.shortSteps.compromise, steps: [] }),
  'rewrite-failed': (input) => ({
    short: input.words.shortSteps['rewrite-failed'],
    steps: [
      look(input.words.steps.rewrite, cli(input, 'INFO', 'persistence')),
      disk(input, input.words.steps.aofDisk),
      log(input),
      look(input.words.steps.rewriteAgain, cli(input, 'BGREWRITEAOF')),
    ],
  }),
  'unexpected-guard': unexpectedGuard,
  cancelled: (input) => saveNow(input, [look(input.words.steps.cancelled, cli(input, 'CONFIG', 'GET', 'logfile'))]),
  overdue: (input) => ({
    ...saveNow(input, [look(input.words.steps.notSaving, cli(input, 'INFO', 'persistence')), log(input)]),
    short: input.words.shortSteps.overdue,
  }),
  slow: (input) => ({
    short: input.words.shortSteps.slow,
    steps: [
      look(input.words.steps.getsOn, cli(input, 'INFO', 'persistence')),
      look(input.words.steps.hangs, 'ps -o pid,ppid,stat,wchan:20,args -C redis-server,valkey-server'),
      saveStep(input, input.words.steps.saveOnly),
    ],
  }),
  'open-failure': (input) => saveNow(input, [log(input)]),
  'no-save-seen': (input) => saveNow(input, []),
};

function saveNow(input: StepInput, before: readonly NextStep[]): NextSteps {
  return { short: input.words.shortSteps['save-now'], steps: [...before, saveStep(input, input.words.steps.saveOnly)] };
}

function log(input: StepInput): NextStep {
  return look(input.words.steps.log, cli(input, 'CONFIG', 'GET', 'logfile'));
}

function unexpectedGuard(input: StepInput): NextSteps {
  const { view, facts } = input;
  const short = input.words.shortSteps['unexpected-guard'][view.guard.expected];
  if (view.guard.expected === 'no') return { short, steps: [press(input.words.steps.guardOff, 'guard-off')] };
  const points = facts === null ? null : valueOf(facts.config.savePoints);
  return {
    short,
    steps: [press(points?.length === 0 ? input.words.steps.guardOnNoPoints : input.words.steps.guardOn, 'guard-on')],
  };
}
