import { aofError } from './failure-cause';
import { look, press, seen, step, type NextStep, type NextSteps } from './next-step';
import { aclCommand } from './operator-commands';
import { replicaWillCrash } from './state-failing';
import { cli, type StepInput } from './step-input';
import { disk, inDir, stepsOfCause } from './steps-of-cause';
import { SHORT_STEPS, STEPS } from './strings';

/** Writes are refused on a primary, by the guard, by the AOF, or by both. */
export function stepsRejecting(input: StepInput): NextSteps {
  if (input.view.writes.cause === 'aof') return stepsOfAof(input);
  return { short: shortOfCause(input), steps: [proof(input), ...stepsOfCause(input), ...ending(input)] };
}

/** Saves or the AOF fail, and writes go on, or may. */
export function stepsNotSaving(input: StepInput): NextSteps {
  const { view } = input;
  const base = view.rdb.lastStatus === 'err' ? stepsOfSaves(input) : stepsOfAof(input);
  const crash = crashSteps(input);
  if (crash === null) return base;
  return { short: crash.short, steps: [...crash.steps, ...base.steps] };
}

/** No save: it would write to that very file. */
export function stepsCompromised(input: StepInput): NextSteps {
  return {
    short: SHORT_STEPS.compromise,
    steps: [
      step(STEPS.doNotSave),
      step(STEPS.closeOff),
      look(STEPS.whoIsOn, cli(input, 'CLIENT', 'LIST')),
      look(STEPS.wroteWhere, inDir(input, 'ls -la')),
    ],
  };
}

/** Save now, or the one that runs; with a command where Savepoint may not act. */
export function saveStep(input: StepInput, words: typeof STEPS.save | typeof STEPS.saveOnly): NextStep {
  if (input.view.save !== null) return press(STEPS.watch, 'save');
  return input.canAct ? press(words, 'save') : look(words, cli(input, 'BGSAVE'));
}

function stepsOfSaves(input: StepInput): NextSteps {
  const { guard } = input.view;
  const isGone = input.view.cause?.kind === 'path-missing';
  return {
    short: shortOfCause(input),
    steps: [
      look(STEPS.failing, cli(input, 'INFO', 'persistence')),
      ...stepsOfCause(input),
      ...(isGone ? [] : [saveStep(input, STEPS.saveOnly)]),
      ...(guard.value === 'no' && guard.expected === 'yes' ? [press(STEPS.guardAfter, 'guard-on')] : []),
      ...(guard.value === null
        ? [look(STEPS.readGuard, aclCommand(input.endpoint, input.view.server, 'observer'))]
        : []),
    ],
  };
}

function proof(input: StepInput): NextStep {
  const command = cli(input, 'PING');
  return input.view.writes.evidence === 'ping' ? seen(STEPS.refusedSeen, command) : look(STEPS.refused, command);
}

/** Saving comes before letting writes in, and that only where it does. */
function ending(input: StepInput): readonly NextStep[] {
  const { guard, cause, aof } = input.view;
  const save = cause?.kind === 'path-missing' ? [] : [saveStep(input, STEPS.save)];
  if (guard.helps === false) return [...save, disk(input, STEPS.aofDisk), step(STEPS.guardBoth)];
  return [...save, press(aof.enabled === true ? STEPS.noTimeAof : STEPS.noTime, 'guard-off')];
}

/** Redis writes its AOF again by itself: neither a save nor the guard has a part in it. */
function stepsOfAof(input: StepInput): NextSteps {
  const { view, facts } = input;
  const error = facts === null ? null : aofError(facts.ping);
  const kind = view.cause?.kind ?? 'unknown';
  const isSpace = kind === 'disk-full' || kind === 'unknown';
  const check = disk(input, STEPS.aofDisk);
  return {
    short: isSpace ? SHORT_STEPS.aof : SHORT_STEPS.aofOther,
    steps: [
      error === null
        ? look(STEPS.aofRefused, cli(input, 'CONFIG', 'GET', 'logfile'))
        : seen(STEPS.aofNamed(error), cli(input, 'PING')),
      ...(isSpace ? [check, step(STEPS.aofFree)] : stepsOfCause(input)),
      look(STEPS.aofOver, cli(input, 'PING')),
      ...(view.state === 'rejecting-writes' ? [step(STEPS.guardNoHelp)] : []),
    ],
  };
}

function crashSteps(input: StepInput): NextSteps | null {
  const will = input.facts === null ? false : replicaWillCrash(input.facts);
  if (will === false) return null;
  const args = ['replica-ignore-disk-write-errors', 'yes'];
  const first =
    will === true
      ? look(STEPS.willCrash, cli(input, 'CONFIG', 'SET', ...args))
      : look(STEPS.mayCrash, cli(input, 'CONFIG', 'GET', 'replica-ignore-disk-write-errors'));
  const guard = input.view.guard.value === 'no' ? [] : [press(STEPS.replicaGuard, 'guard-off')];
  return { short: will === true ? SHORT_STEPS.willCrash : SHORT_STEPS.mayCrash, steps: [first, ...guard] };
}

function shortOfCause({ view }: StepInput): string {
  const kind = view.cause?.kind ?? 'unknown';
  if (kind === 'tampered') return SHORT_STEPS.unknown;
  if (kind === 'unknown' && view.cause?.stage === 'fork') return SHORT_STEPS.unknownFork;
  return SHORT_STEPS[kind];
}
