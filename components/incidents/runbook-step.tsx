'use client';

import type { IncidentDetail } from '@/lib/contracts/incident';
import type { RunbookAnswer, RunbookKind } from '@/lib/contracts/runbook';
import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Command } from '../ui/command';
import { StepTick } from './step-tick';

type Step = RunbookAnswer['steps'][number];

interface Props {
  incident: IncidentDetail;
  step: Step;
  number: number;
  /** The place of another step, from 1. */
  numberOf: (stepId: string) => number;
  onRunbook: (kind: RunbookKind) => void;
}

/** One step: what to do and why, the command, what to expect, and what it means where that does not come. */
export function RunbookStep({ incident, step, number, numberOf, onRunbook }: Props) {
  const words = useStrings().incidents;
  return (
    <li id={`step-${step.id}`} className="space-y-1.5 border-t border-line py-3 text-[0.8125rem]">
      <StepTick incident={incident} step={step} number={number} />
      <p className="text-muted">{printable(step.why)}</p>
      {step.command === null ? null : <Command>{step.command}</Command>}
      {step.variants.map((variant) => (
        <div key={variant.by} className="space-y-1">
          <Badge>{variant.by}</Badge>
          <Command>{variant.command}</Command>
        </div>
      ))}
      {step.expected === null ? null : (
        <p>
          <strong className="font-semibold">{words.expected}</strong> {printable(step.expected)}
        </p>
      )}
      <IfNot step={step} numberOf={numberOf} onRunbook={onRunbook} />
      {step.leads.map((lead) => (
        <p key={lead.says} className="flex flex-wrap items-center gap-x-2">
          {printable(lead.says)}
          <ToRunbook kind={lead.runbook} onRunbook={onRunbook} />
        </p>
      ))}
    </li>
  );
}

function IfNot({ step, numberOf, onRunbook }: Pick<Props, 'step' | 'numberOf' | 'onRunbook'>) {
  const words = useStrings().incidents;
  const { ifNot } = step;
  if (ifNot === null) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <span>
        <strong className="font-semibold">{words.ifNot}</strong> {printable(ifNot.means)}
      </span>
      {ifNot.goTo === null ? null : (
        <a href={`#step-${ifNot.goTo}`} className="underline decoration-edge underline-offset-2">
          {words.step(numberOf(ifNot.goTo))}
        </a>
      )}
      {ifNot.runbook === null ? null : <ToRunbook kind={ifNot.runbook} onRunbook={onRunbook} />}
    </p>
  );
}

function ToRunbook({ kind, onRunbook }: { kind: RunbookKind; onRunbook: (kind: RunbookKind) => void }) {
  const words = useStrings().incidents;
  return (
    <Button look="quiet" onClick={() => onRunbook(kind)}>
      {words.runbooks[kind]}
    </Button>
  );
}
