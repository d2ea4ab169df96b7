import { look, press, type NextStep, type NextSteps } from './next-step';
import { valueOf } from './observation';
import type { RiskKind } from './state-at-risk';
import { cli, type StepInput } from './step-input';
import { disk } from './steps-of-cause';
import { saveStep } from './steps-failing';
import { SHORT_STEPS, STEPS } from './strings';

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
  tampered: () => ({ short: SHORT_STEPS.compromise, steps: [] }),
  'rewrite-failed': (input) => ({
    short: SHORT_STEPS['rewrite-failed'],
    steps: [
      look(STEPS.rewrite, cli(input, 'INFO', 'persistence')),
      disk(input, STEPS.aofDisk),
      log(input),
      look(STEPS.rewriteAgain, cli(input, 'BGREWRITEAOF')),
    ],
  }),
  'unexpected-guard': unexpectedGuard,
  cancelled: (input) => saveNow(input, [look(STEPS.cancelled, cli(input, 'CONFIG', 'GET', 'logfile'))]),
  overdue: (input) => ({
    ...saveNow(input, [look(STEPS.notSaving, cli(input, 'INFO', 'persistence')), log(input)]),
    short: SHORT_STEPS.overdue,
  }),
  slow: (input) => ({
    short: SHORT_STEPS.slow,
    steps: [
      look(STEPS.getsOn, cli(input, 'INFO', 'persistence')),
      look(STEPS.hangs, 'ps -o pid,ppid,stat,wchan:20,args -C redis-server,valkey-server'),
      saveStep(input, STEPS.saveOnly),
    ],
  }),
  'open-failure': (input) => saveNow(input, [log(input)]),
  'no-save-seen': (input) => saveNow(input, []),
};

function saveNow(input: StepInput, before: readonly NextStep[]): NextSteps {
  return { short: SHORT_STEPS['save-now'], steps: [...before, saveStep(input, STEPS.saveOnly)] };
}

function log(input: StepInput): NextStep {
  return look(STEPS.log, cli(input, 'CONFIG', 'GET', 'logfile'));
}

function unexpectedGuard({ view, facts }: StepInput): NextSteps {
  const short = SHORT_STEPS['unexpected-guard'][view.guard.expected];
  if (view.guard.expected === 'no') return { short, steps: [press(STEPS.guardOff, 'guard-off')] };
  const points = facts === null ? null : valueOf(facts.config.savePoints);
  return { short, steps: [press(points?.length === 0 ? STEPS.guardOnNoPoints : STEPS.guardOn, 'guard-on')] };
}
