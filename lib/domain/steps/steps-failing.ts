import { aofError } from '../cause/failure-cause';
import { look, press, seen, step, type NextStep, type NextSteps, type StepWords } from './next-step';
import { aclCommand } from '../instance/operator-commands';
import { replicaWillCrash } from '../state/state-failing';
import { cli, type StepInput } from './step-input';
import type { ToldCause } from '../words/told';
import { disk, inDir, stepsOfCause } from './steps-of-cause';

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
    short: input.words.shortSteps.compromise,
    steps: [
      step(input.words.steps.doNotSave),
      step(input.words.steps.closeOff),
      look(input.words.steps.whoIsOn, cli(input, 'CLIENT', 'LIST')),
      look(input.words.steps.wroteWhere, inDir(input, 'ls -la')),
    ],
  };
}

/** Save now, or the one that runs; with a command where Savepoint may not act. */
export function saveStep(input: StepInput, words: StepWords): NextStep {
  if (input.view.save !== null) return press(input.words.steps.watch, 'save');
  return input.canAct ? press(words, 'save') : look(words, cli(input, 'BGSAVE'));
}

function stepsOfSaves(input: StepInput): NextSteps {
  const { guard } = input.view;
  const isGone = input.view.cause?.kind === 'path-missing';
  return {
    short: shortOfCause(input),
    steps: [
      look(input.words.steps.failing, cli(input, 'INFO', 'persistence')),
      ...stepsOfCause(input),
      ...(isGone ? [] : [saveStep(input, input.words.steps.saveOnly)]),
      ...guardAfter(input),
      ...(guard.value === null
        ? [look(input.words.steps.readGuard, aclCommand(input, input.view.server, 'observer'))]
        : []),
    ],
  };
}

/** After the good save: the guard turns on by itself where an override has an end, else somebody has to. */
function guardAfter({ view: { guard }, words: { steps } }: StepInput): readonly NextStep[] {
  if (guard.value !== 'no' || guard.expected !== 'yes') return [];
  const ends = guard.override !== null && guard.override.until.kind !== 'none';
  return [ends ? step(steps.guardByItself) : press(steps.guardAfter, 'guard-on')];
}

function proof(input: StepInput): NextStep {
  const command = cli(input, 'PING');
  return input.view.writes.evidence === 'ping'
    ? seen(input.words.steps.refusedSeen, command)
    : look(input.words.steps.refused, command);
}

/** Saving comes before letting writes in, and that only where it does. */
function ending(input: StepInput): readonly NextStep[] {
  const { guard, cause, aof } = input.view;
  const save = cause?.kind === 'path-missing' ? [] : [saveStep(input, input.words.steps.save)];
  if (guard.helps === false)
    return [...save, disk(input, input.words.steps.aofDisk), step(input.words.steps.guardBoth)];
  return [...save, press(aof.enabled === true ? input.words.steps.noTimeAof : input.words.steps.noTime, 'guard-off')];
}

/** Redis writes its AOF again by itself: neither a save nor the guard has a part in it. */
function stepsOfAof(input: StepInput): NextSteps {
  const { view, facts } = input;
  const error = facts === null ? null : aofError(facts.ping);
  const kind = view.cause?.kind ?? 'unknown';
  const isSpace = kind === 'disk-full' || kind === 'unknown';
  const check = disk(input, input.words.steps.aofDisk);
  return {
    short: isSpace ? input.words.shortSteps.aof : input.words.shortSteps.aofOther,
    steps: [
      error === null
        ? look(input.words.steps.aofRefused, cli(input, 'CONFIG', 'GET', 'logfile'))
        : seen(input.words.steps.aofNamed(error), cli(input, 'PING')),
      ...(isSpace ? [check, step(input.words.steps.aofFree)] : stepsOfCause(input)),
      look(input.words.steps.aofOver, cli(input, 'PING')),
      ...(view.state === 'rejecting-writes' ? [step(input.words.steps.guardNoHelp)] : []),
    ],
  };
}

function crashSteps(input: StepInput): NextSteps | null {
  const will = input.facts === null ? false : replicaWillCrash(input.facts);
  if (will === false) return null;
  const args = ['replica-ignore-disk-write-errors', 'yes'];
  const first =
    will === true
      ? look(input.words.steps.willCrash, cli(input, 'CONFIG', 'SET', ...args))
      : look(input.words.steps.mayCrash, cli(input, 'CONFIG', 'GET', 'replica-ignore-disk-write-errors'));
  const guard = input.view.guard.value === 'no' ? [] : [press(input.words.steps.replicaGuard, 'guard-off')];
  return {
    short: will === true ? input.words.shortSteps.willCrash : input.words.shortSteps.mayCrash,
    steps: [first, ...guard],
  };
}

function shortOfCause(input: StepInput): string {
  const { view } = input;
  const kind = view.cause?.kind ?? 'unknown';
  if (kind === 'tampered') return input.words.shortSteps.unknown;
  if (kind === 'unknown' && view.cause?.stage === 'fork') return input.words.shortSteps.unknownFork;
  if (isGuess(view.cause)) return input.words.shortSteps.unknown;
  return input.words.shortSteps[kind];
}

/** Why a child failed is only possible: no line sends anybody to mend it before the log was read. Of a directory that is gone the warning stands. */
function isGuess(cause: ToldCause | null): boolean {
  return cause?.confidence === 'possible' && cause.stage !== 'fork' && cause.kind !== 'path-missing';
}
