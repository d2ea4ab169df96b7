'use client';

import { type ReactNode, useId } from 'react';
import type { IncidentDetail, IncidentStep } from '@/lib/contracts/incident';
import type { RunbookAnswer } from '@/lib/contracts/runbook';
import { printable } from '@/lib/domain/text/printable';
import { sendStep } from '@/lib/swr/incident-changes';
import { useRefresh } from '@/lib/swr/use-refresh';
import { FailedNotice } from '../access/failed-notice';
import { useMay } from '../access/me';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { Time } from '../ui/time';

interface Props {
  incident: IncidentDetail;
  step: RunbookAnswer['steps'][number];
  number: number;
  /** Stands at the end of its line. */
  children: ReactNode;
}

/** The title of a step with its check box, and who ticked it when: what is shown is what was kept. */
export function StepTick({ incident, step, number, children }: Props) {
  const words = useStrings().incidents;
  const id = useId();
  const refresh = useRefresh();
  const mayAct = useMay('act');
  const { state, submit } = useSend<boolean, IncidentStep>(async (done, key) => {
    const kept = await sendStep(incident.number, step.id, { done }, key);
    refresh();
    return kept;
  });
  const told = incident.steps.find(({ stepId }) => stepId === step.id);
  const own = state.phase === 'answered' ? state.answer : undefined;
  // The later one counts; times of the server sort as text.
  const tick = own !== undefined && (told === undefined || told.at < own.at) ? own : told;
  const isDone = tick?.done === true;
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-2.5">
        <input
          id={id}
          type="checkbox"
          checked={isDone}
          disabled={!mayAct}
          onChange={(event) => submit(event.target.checked)}
          className="mt-0.5 size-4.5 shrink-0 accent-ink pointer-coarse:size-6"
        />
        <label htmlFor={id} className="min-w-0 flex-1 text-[0.9375rem] font-medium">
          {number}. {printable(step.title)}
        </label>
        {step.changes === 'nothing' ? null : <Badge>{words.changes[step.changes]}</Badge>}
        {children}
      </div>
      {tick !== undefined && isDone ? (
        <p className="text-[0.75rem] text-muted sm:pl-7">
          {words.done} {words.ticked(printable(tick.actor.name))}, <Time at={tick.at} />
        </p>
      ) : null}
      <FailedNotice error={state.phase === 'failed' ? state.error : null} title={words.notTicked} />
    </>
  );
}
