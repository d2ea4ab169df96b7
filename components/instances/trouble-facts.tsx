import { Fragment } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import { Facts, type FactRow } from '../ui/facts';
import { printable } from '@/lib/domain/text/printable';
import { AdvisedFact } from './choices-table';
import { CauseFact } from './cause-fact';
import { ExposureFact } from './exposure-fact';
import { EndButton } from './end-button';
import { GuardFact } from './guard-fact';
import { NextFact, RetryFact } from './next-fact';
import { SaveProgress } from './save-progress';
import { answersRow } from './slow-fact';
import { isFailing, isGuardAsUsual, isOutOfSight } from './trouble';
import { WritesFact } from './writes-fact';

/** Why: the cause of a failure, or what else speaks against the instance. */
export function whyRow(instance: Instance, strings: FirstStrings): FactRow {
  if (isFailing(instance) && !isOutOfSight(instance))
    return [strings.facts.cause, <CauseFact key="cause" cause={instance.cause} />];
  return [strings.facts.why, printable(instance.problem?.message ?? instance.summary)];
}

/** `full`: as the page tells it; a card has less room. */
export function atRiskRow(instance: Instance, strings: FirstStrings, full = false): FactRow {
  return [strings.facts.atRisk, <ExposureFact key="exposure" instance={instance} full={full} />];
}

/** What a person does next, in one line. */
export function nextRow(instance: Instance, strings: FirstStrings): FactRow {
  if (instance.nextSteps === null) return null;
  return [strings.facts.next, <NextFact key="next" instance={instance} short={instance.nextSteps.short} />];
}

/** Which of waiting, a save and the guard is advised. */
export function advisedRow({ choices }: Instance, strings: FirstStrings): FactRow {
  return choices === null ? null : [strings.facts.advised, <AdvisedFact key="advised" choices={choices} />];
}

function saveRow(instance: Instance, strings: FirstStrings): FactRow {
  return instance.save === null ? null : [strings.facts.save, <SaveProgress key="save" instance={instance} />];
}

function stateRows(
  instance: Instance,
  strings: FirstStrings,
): readonly [writes: FactRow, save: FactRow, guard: FactRow] {
  return [
    [strings.facts.writes, <WritesFact key="writes" instance={instance} />],
    saveRow(instance, strings),
    [strings.facts.guard, <GuardFact key="guard" instance={instance} />],
  ];
}

/** The effect on users, what could be lost, why, and what comes next: what a card has room for. A guard that is as it should be has its word on the button. */
export function CardFacts({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const [writes, save, guard] = stateRows(instance, strings);
  return (
    <Facts
      rows={[
        writes,
        atRiskRow(instance, strings),
        whyRow(instance, strings),
        nextRow(instance, strings),
        answersRow(instance, strings),
        save,
        isGuardAsUsual(instance) ? null : guard,
      ]}
    />
  );
}

/** What the page tells beside the steps: how it is with writes, retries, a running save and the guard. */
export function NowFacts({ instance, withRisk }: { instance: Instance; withRisk: boolean }) {
  const strings = useFirstStrings();
  const [writes, save] = stateRows(instance, strings);
  const guard: FactRow = [
    strings.facts.guard,
    <Fragment key="guard">
      <GuardFact instance={instance} /> {instance.guard.override === null ? null : <EndButton instance={instance} />}
    </Fragment>,
  ];
  const retry: FactRow = isFailing(instance)
    ? [strings.todo.retry, <RetryFact key="retry" instance={instance} />]
    : null;
  const atRisk = withRisk ? atRiskRow(instance, strings, true) : null;
  return <Facts rows={[writes, answersRow(instance, strings, true), atRisk, save, retry, guard]} />;
}
