'use client';

import { Check } from 'lucide-react';
import type { Instance, NextStep } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useMay } from '../access/me';
import { useActions } from '../actions/actions-provider';
import { guardNotNow, saveNotNow } from '../actions/not-now';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Command } from '../ui/command';
import { printable } from '@/lib/domain/text/printable';

function labelOf(action: NonNullable<NextStep['action']>, instance: Instance, strings: Strings): string {
  const words = strings.todo;
  if (action === 'save') return instance.save === null ? words.saveNow : words.watch;
  if (action === 'guard-on') return words.guardOn;
  return instance.writes.availability === 'rejected' ? words.guardOff : words.turnGuardOff;
}

/** The button of a step: it opens the same dialogue as the one at the top, and where it cannot, says why. */
function StepButton({ instance, action }: { instance: Instance; action: NonNullable<NextStep['action']> }) {
  const strings = useStrings();
  const { openBgsave, openGuard } = useActions();
  const freshness = useFreshness(instance);
  const mayAct = useMay('act');
  const notNow =
    action === 'save'
      ? saveNotNow(instance, freshness, mayAct, strings)
      : guardNotNow(instance, freshness, mayAct, strings);
  return (
    <div className="flex max-w-full flex-col gap-1 sm:items-end">
      <Button
        className="self-start sm:self-end"
        disabled={notNow !== null}
        onClick={() => (action === 'save' ? openBgsave(instance) : openGuard(instance))}
      >
        {labelOf(action, instance, strings)}
      </Button>
      {notNow === null ? null : <p className="text-[0.75rem] text-muted">{printable(notNow)}</p>}
    </div>
  );
}

function Mark({ number, known }: { number: number; known: boolean }) {
  const strings = useStrings();
  return (
    <span
      className={classNames(
        'flex size-5.5 shrink-0 items-center justify-center rounded-full border text-[0.75rem]',
        known ? 'border-ink bg-ink text-ground' : 'border-edge text-muted',
      )}
    >
      {known ? <Check aria-hidden className="size-3.5" /> : <span aria-hidden>{number}</span>}
      <span className="sr-only">{known ? strings.todo.known : strings.todo.step(number)}</span>
    </span>
  );
}

function Step({ instance, step, number }: { instance: Instance; step: NextStep; number: number }) {
  return (
    <li className="flex gap-3 border-t border-line py-2.5">
      <Mark number={number} known={step.known} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4 gap-y-0.5">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium">{printable(step.title)}</p>
          {step.tells === null ? null : <p className="text-[0.8125rem] text-muted">{printable(step.tells)}</p>}
        </div>
        {step.command === null ? null : (
          <div className="min-w-0 basis-full">
            <Command>{step.command}</Command>
          </div>
        )}
        {step.action === null ? null : <StepButton instance={instance} action={step.action} />}
      </div>
    </li>
  );
}

/** What to do, in order: what only looks before what mends, and letting writes in last. */
export function NextSteps({ instance, steps }: { instance: Instance; steps: readonly NextStep[] }) {
  const strings = useStrings();
  const asksRedis = steps.some(({ command }) => command?.includes('-cli ') === true);
  return (
    <>
      <ol aria-label={strings.todo.steps} className="mt-3.5">
        {steps.map((step, index) => (
          <Step key={step.title} instance={instance} step={step} number={index + 1} />
        ))}
      </ol>
      {asksRedis ? <p className="border-t border-line pt-2.5 text-[0.75rem] text-muted">{strings.todo.auth}</p> : null}
    </>
  );
}
